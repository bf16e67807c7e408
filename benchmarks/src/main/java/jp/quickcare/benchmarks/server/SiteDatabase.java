package jp.quickcare.benchmarks.server;

import java.io.IOException;

/** Where a site keeps what it remembers, and how very much is written there at once. */
interface SiteDatabase {
    /** How results name it. */
    String name();

    /** Sets it in the site's settings. */
    void use(BenchedSite site) throws IOException;

    /** Fills its tables, which are there and empty, while no server runs. */
    void fill(BenchedSite site, Registered registered) throws IOException, InterruptedException;

    /** SQLite in the site's folder. */
    SiteDatabase SQLITE = new SiteDatabase() {
        @Override
        public String name() {
            return "sqlite";
        }

        @Override
        public void use(BenchedSite site) {
            // It is what a site has when nothing is set.
        }

        @Override
        public void fill(BenchedSite site, Registered registered) throws IOException, InterruptedException {
            registered.fill(site);
        }
    };
}

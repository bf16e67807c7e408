package jp.quickcare.server.testing;

import java.nio.file.Path;
import jp.quickcare.server.database.Database;
import jp.quickcare.server.database.DatabaseLocation;

/** The databases on which each test of what is remembered runs. */
public enum Engine {
    /** Inside the server. */
    SQLITE,
    /** Of several servers. */
    POSTGRESQL;

    /** Where a new database of the site in this folder is. */
    public DatabaseLocation location(Path site) throws Exception {
        return this == SQLITE
                ? new DatabaseLocation.Embedded(site.resolve("data/quickcare.db"))
                : Postgres.shared().database();
    }

    /** A new, empty database. */
    public Database open(Path site) throws Exception {
        return Database.open(site.resolve("data"), location(site));
    }
}

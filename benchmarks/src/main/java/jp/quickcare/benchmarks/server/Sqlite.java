package jp.quickcare.benchmarks.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Looks into a site's database with Debian's sqlite3, as anybody could; the server does not run meanwhile. */
final class Sqlite {
    private Sqlite() {}

    static long count(BenchedSite site, String query) throws IOException, InterruptedException {
        return Long.parseLong(run(site, query).strip());
    }

    /** Runs one or more statements. @return what they print */
    static String run(BenchedSite site, String statements) throws IOException, InterruptedException {
        Path database = site.site().resolve("data/quickcare.db");
        Process process = new ProcessBuilder("sqlite3", "-bail", database.toString())
                .redirectErrorStream(true)
                .start();
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(statements + ";\n");
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("sqlite3: " + said);
        }
        return said;
    }
}

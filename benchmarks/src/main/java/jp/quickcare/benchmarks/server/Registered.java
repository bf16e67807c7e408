package jp.quickcare.benchmarks.server;

import java.io.IOException;

/**
 * Very many PCs with a year of records, written into the site's database in one go, as if they had been there.
 *
 * @param pcs how many, numbered from 0 as {@link Pc} does
 * @param updatesEach of each PC within the year, evenly
 */
record Registered(int pcs, int updatesEach) {
    /** Every so many updates one failed. */
    private static final int FAILED_EACH = 25;

    /** All of it, in SQL that SQLite and PostgreSQL know. Only for tables that are empty. */
    String sql() {
        return String.join(
                ";\n",
                "CREATE TEMPORARY TABLE pc_number AS WITH RECURSIVE n(i) AS"
                        + " (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < " + (pcs - 1) + ")"
                        + " SELECT CAST(i AS BIGINT) AS i, substr(CAST(1000000000000 + i AS TEXT), 2) AS digits FROM n",
                "CREATE TEMPORARY TABLE round_number AS WITH RECURSIVE n(k) AS"
                        + " (SELECT 0 UNION ALL SELECT k + 1 FROM n WHERE k < " + (updatesEach - 1)
                        + ") SELECT k FROM n",
                clients(),
                updates(),
                "INSERT INTO report (record_id, seq) SELECT id, seq FROM update_record,"
                        + " (SELECT 0 AS seq UNION ALL SELECT 9 UNION ALL SELECT 10) seqs",
                entries("3 * id - 2", "1", "'update-started'", "'update-started.differential'", "started", "1 = 1"),
                entries("3 * id - 1", "3", "'apply'", "'apply-failed'", "ended", "errors > 0"),
                entries("3 * id", "1", "'update-ended'", "'update-ended.' || told_result", "ended", "1 = 1"),
                "UPDATE sequence SET last = (SELECT max(id) FROM update_record) WHERE name = 'record'",
                "UPDATE sequence SET last = (SELECT max(id) FROM log_entry) WHERE name = 'log'",
                "DROP TABLE pc_number",
                "DROP TABLE round_number",
                "ANALYZE");
    }

    private String clients() {
        return "INSERT INTO client (id, pc, login, app, channel, platform, launcher, installed, manifest, place, folded,"
                + " first_seen, last_seen, why, why_detail, offered, why_update, why_seq, why_time, updates)"
                + " SELECT " + id("digits") + ", 'PC-' || substr(digits, 6), 'user' || substr(digits, 6), 'qc',"
                + " CASE WHEN i % 7 = 0 THEN 'XE' ELSE 'QC' END, 'win-x64', '1.0.0', '1.0', '" + "a".repeat(64) + "',"
                + " 'pc-' || substr(digits, 6) || ' ' || " + id("digits") + ","
                + " 'pc-' || substr(digits, 6) || '\n' || 'user' || substr(digits, 6) || '\n1.0\nqc',"
                + " " + yearAgo() + ", " + now() + " - (i % 1000) * 60000,"
                + " CASE WHEN i % 10 < 8 THEN 'up-to-date' WHEN i % 100 = 8 THEN 'no-space' WHEN i % 100 = 9 THEN ''"
                + " WHEN i % 10 = 8 THEN 'update-known' ELSE 'no-server' END,"
                + " '', '1.0', 'x', 1, " + now() + " - (i % 1000) * 60000, " + updatesEach + " FROM pc_number";
    }

    /** Round by round all PCs, so that numbers and times grow together. */
    private String updates() {
        long perUpdate = 365L * 24 * 3600 * 1000 / Math.max(1, (long) pcs * updatesEach);
        return "INSERT INTO update_record (id, client, update_id, pc, login, app, channel, platform, release, manifest,"
                + " from_release, mode, ordinal, started, ended, heard, phase, done_bytes, total_bytes, told_result,"
                + " warnings, errors) SELECT k * " + pcs + " + i + 1, " + id("digits") + ", 'u' || k,"
                + " 'PC-' || substr(digits, 6), 'user' || substr(digits, 6), 'qc', 'QC', 'win-x64', '1.' || k,"
                + " substr('" + "b".repeat(64) + "' || CAST(k AS TEXT), 3), '1.0', 'differential', k + 1,"
                + " " + yearAgo() + " + (k * " + pcs + " + i) * " + perUpdate + ","
                + " " + yearAgo() + " + (k * " + pcs + " + i) * " + perUpdate + " + 60000 + i % 7919,"
                + " " + now() + ", 'apply', 9000000, 9000000,"
                + " CASE WHEN (i + k) % " + FAILED_EACH + " = 0 THEN 'failed' ELSE 'normal' END, 0,"
                + " CASE WHEN (i + k) % " + FAILED_EACH
                + " = 0 THEN 1 ELSE 0 END FROM round_number, pc_number ORDER BY 1";
    }

    private static String entries(
            String id, String severity, String category, String message, String time, String which) {
        return "INSERT INTO log_entry (id, time, severity, category, pc, login, program, client, record_id, message, facts,"
                + " folded_pc, folded_login, folded) SELECT " + id + ", " + time + ", " + severity + ", " + category
                + ", pc, login, 'launcher', client, id, " + message
                + ", '{\"release\":\"' || release || '\",\"from\":\"1.0\",\"files\":\"lib/quickcare-core.jar\"}', lower(pc), login,"
                + " lower(pc) || '\n' || login || '\ndifferential update to ' || release || ' ended: ' || told_result || '.\n更新が終了しました。'"
                + " FROM update_record WHERE " + which + " ORDER BY id";
    }

    /** As {@link Pc#id}, with the number in decimal digits: what is written and what is asked for need not be the same PC. */
    private static String id(String digits) {
        return "'51430000-0000-4000-8000-' || " + digits;
    }

    /** The id of a PC that was written. */
    String id(int number) {
        if (number < 0 || number >= pcs) {
            throw new IllegalArgumentException("no PC " + number + " of " + pcs);
        }
        return "51430000-0000-4000-8000-" + String.format(java.util.Locale.ROOT, "%012d", number);
    }

    private static String now() {
        return Long.toString(System.currentTimeMillis());
    }

    private static String yearAgo() {
        return "(" + (System.currentTimeMillis() - 365L * 24 * 3600 * 1000) + ")";
    }

    /** Writes all of it into a site's SQLite, whose server has run once and does not run now. */
    void fill(BenchedSite site) throws IOException, InterruptedException {
        // Without its journal, which only makes filling slower; the server sets its own.
        String said = Sqlite.run(
                site, "PRAGMA synchronous = OFF;\nPRAGMA cache_size = -400000;\nBEGIN;\n" + sql() + ";\nCOMMIT");
        if (!said.isBlank()) {
            throw new IOException("sqlite3 said: " + said);
        }
    }
}

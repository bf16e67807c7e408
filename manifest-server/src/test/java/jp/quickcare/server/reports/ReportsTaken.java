package jp.quickcare.server.reports;

import static jp.quickcare.server.reports.ReportedSite.report;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Reports of a PC with all that a site makes of them, in either database. */
abstract class ReportsTaken {
    static final String STARTED = report(
            0, "update-started", "\"mode\":\"differential\",\"release\":\"1.2.0\",\"from\":\"1.1.0\",\"bytes\":1000");

    @TempDir
    Path folder = Path.of("");

    static String ended(long seq, String result) {
        return report(seq, "update-ended", "\"result\":\"" + result + "\",\"release\":\"1.2.0\"");
    }
}

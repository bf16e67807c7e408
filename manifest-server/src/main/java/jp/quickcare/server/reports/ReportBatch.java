package jp.quickcare.server.reports;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.quickcare.server.clients.ClientInfo;

/**
 * What a PC sends at once.
 *
 * @param client the PC
 * @param sent when, by the PC's clock; with it the server knows how long ago each step was
 * @param reports its steps, those of a kind that this server does not know left out
 */
record ReportBatch(ClientInfo client, Optional<Instant> sent, List<Report> reports) {
    private static final Duration LONGEST_AGO = Duration.ofDays(30);

    ReportBatch {
        reports = List.copyOf(reports);
    }

    /** When a step was, by the server's clock: now where the PC does not say when it sent it. */
    Instant when(Report report, Instant now) {
        Duration ago = sent.map(at -> Duration.between(report.time(), at)).orElse(Duration.ZERO);
        if (ago.isNegative()) {
            return now;
        }
        return now.minus(ago.compareTo(LONGEST_AGO) > 0 ? LONGEST_AGO : ago);
    }

    /** Those that have to last. */
    boolean hasLasting() {
        return reports.stream().anyMatch(report -> !(report.step() instanceof Step.Going));
    }
}

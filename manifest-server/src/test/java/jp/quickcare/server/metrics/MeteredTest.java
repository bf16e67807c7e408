package jp.quickcare.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeteredTest {
    @ParameterizedTest
    @CsvSource({
        "/v1/files, files",
        "/v1/tickets, tickets",
        "/v1/tickets/abc, tickets",
        "/v1/reports, reports",
        "/v1/presence/x, presence",
        "/v1/whatever, other",
        "/objects/aa/bb, objects",
        "/site/metadata/timestamp.json, metadata",
        "/release/targets/qc/1/x.json, metadata",
        "/console/log, console",
        "/etc/passwd, other"
    })
    void whatever_is_asked_for_there_are_few_lines(String path, String area) {
        assertThat(Metered.area(path)).isEqualTo(area);
    }

    @Test
    void answers_are_counted_and_numbers_asked_for_when_somebody_looks() {
        try (Metrics metrics = new Metrics()) {
            AtomicInteger waiting = new AtomicInteger(1);
            metrics.gauge("transfers.waiting", "Clients that wait.", waiting::get);
            metrics.answered("files", 200, 2_000_000_000L);
            metrics.answered("files", 206, 1_000_000_000L);
            metrics.answered("files", 404, 1);
            waiting.set(7);

            assertThat(metrics.text())
                    .contains("quickcare_http_requests_seconds_count{area=\"files\",status=\"2xx\"} 2")
                    .contains("quickcare_http_requests_seconds_sum{area=\"files\",status=\"2xx\"} 3.0")
                    .contains("quickcare_http_requests_seconds_count{area=\"files\",status=\"4xx\"} 1")
                    .contains("quickcare_transfers_waiting 7")
                    .contains("jvm_memory_used_bytes");
        }
    }
}

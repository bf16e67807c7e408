package jp.quickcare.launcher.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A29: by which number and key a PC is known to whom it reports. */
class ReportingClientIT extends HeardByASite {
    private List<String> clientId() throws IOException {
        return Files.readAllLines(home.state().resolve("client-id"));
    }

    /** A29 */
    @Test
    void an_installation_keeps_the_number_it_has_from_a_launcher_without_keys() throws Exception {
        String id = "00000000-0000-4000-8000-000000000001";
        Files.writeString(home.state().resolve("client-id"), id + "\n");
        try (Reports reports = reports()) {
            begin(reports).succeeded();
        }
        assertThat(steps()).hasSize(2);
        assertThat(clientId()).hasSize(2).first().isEqualTo(id);
        assertThat(clients).containsOnly(id + " " + clientId().get(1));
    }

    /** A29: whose key was lost, or who is a copy, is locked out by nobody */
    @Test
    void where_the_server_knows_another_by_its_number_it_takes_a_new_one_and_is_heard() throws Exception {
        known = "00000000-0000-4000-8000-000000000001";
        Files.writeString(home.state().resolve("client-id"), known + "\n" + "k".repeat(43) + "\n");
        try (Reports reports = reports()) {
            begin(reports).succeeded();
        }
        assertThat(steps()).containsExactly("update-started", "update-ended");
        assertThat(clientId().get(0)).isNotEqualTo(known).matches("[0-9a-f-]{36}");
        assertThat(kept()).isEmpty();
    }

    /** A29: a server that knows nobody is no reason to be somebody else without end */
    @Test
    void it_takes_a_new_number_once_and_then_waits() throws Exception {
        known = "\"id\"";
        try (Reports reports = reports()) {
            begin(reports).succeeded();
        }
        awaitEndOfSending();
        String id = clientId().get(0);
        known = "nobody";
        assertThat(steps()).containsExactly("update-started", "update-ended");
        assertThat(clientId().get(0)).isEqualTo(id);
    }
}

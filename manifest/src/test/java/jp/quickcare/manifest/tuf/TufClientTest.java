package jp.quickcare.manifest.tuf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TufClientTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    private final TestRepository repository = new TestRepository();
    private final MemoryStore store = repository.newStore();

    @Test
    void a_first_refresh_brings_and_stores_all_top_level_roles() throws Exception {
        repository.client(store).refresh();

        assertThat(repository.takeRequests())
                .containsExactly("2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json");
        assertThat(store.files()).containsOnlyKeys("root", "timestamp", "snapshot", "targets");
        assertThat(store.files().get("snapshot")).isEqualTo(repository.file("1.snapshot.json"));
    }

    @Test
    void with_nothing_new_only_root_and_timestamp_are_asked_for() throws Exception {
        repository.client(store).refresh();
        repository.takeRequests();

        repository.client(store).refresh();

        assertThat(repository.takeRequests()).containsExactly("2.root.json", "timestamp.json");
    }

    @Test
    void a_target_is_found_through_delegations() throws Exception {
        repository
                .delegate("targets", "qc", true, "qc/*/*")
                .addTarget("qc", "qc/1/any.json", CONTENT, Optional.empty());
        repository.publish();
        TufClient client = repository.client(store);
        client.refresh();

        Optional<TargetInfo> found = client.find("qc/1/any.json");

        assertThat(found).isPresent();
        assertThat(found.get().role()).isEqualTo("qc");
        found.get().verify(CONTENT);
        assertThat(client.targetsOf("qc")).containsExactly(found.get());
        assertThat(client.find("xe/1/any.json")).isEmpty();
    }
}

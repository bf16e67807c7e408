package jp.quickcare.server.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.manifest.tuf.Delegations;
import jp.quickcare.manifest.tuf.TargetInfo;
import jp.quickcare.manifest.tuf.Targets;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.keys.KeyFolder;
import jp.quickcare.server.testing.ClientView;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a vendor signs, every PC can read. */
class ClientLimitsTest {
    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    /** TR1: clients stop at their limit, so a vendor must not go beyond it. */
    @Test
    void a_list_that_is_longer_than_clients_read_is_not_published() throws Exception {
        World world = new World(temp).initVendor().publish("1.0");
        ServerFolder vendor = ServerFolder.vendor(world.vendor());
        MetadataFolder metadata = vendor.repository().releaseMetadata();
        RepositoryState state = RepositoryState.load(metadata, Instant.now());
        Map<String, TargetInfo> many = new LinkedHashMap<>();
        for (int i = 0; i < 50_000; i++) {
            String path = "qc/" + i + "/any.json";
            many.put(path, new TargetInfo(path, 1, Map.of("sha256", "0".repeat(64)), Optional.empty(), "qc"));
        }
        RepositorySigner signer = new RepositorySigner(
                metadata, KeyFolder.open(vendor.keys(), List.of()), Lifetimes.VENDOR, Instant.now());

        assertThatThrownBy(() ->
                        signer.commit(state, Map.of("qc", new Targets(1, Instant.now(), many, Delegations.NONE))))
                .isInstanceOf(ServerFailure.class)
                .hasMessageContaining("PCs read no more than 5000000");

        assertThat(ClientView.ofVendor(world.vendor())).containsExactly("qc/1.0/any.json");
        world.publish("1.1");
        assertThat(ClientView.ofVendor(world.vendor())).hasSize(2);
    }
}

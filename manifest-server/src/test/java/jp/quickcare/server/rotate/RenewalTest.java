package jp.quickcare.server.rotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.keys.KeyFolder;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.Trees;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewalTest {
    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    /** MT9: signing anew under a dead root would look like a success and help nobody. */
    @Test
    void nothing_is_signed_anew_under_a_root_that_is_past_its_date() throws Exception {
        World world = new World(temp).initVendor().publish("1.0");
        ServerFolder vendor = ServerFolder.vendor(world.vendor());
        KeyFolder keys = KeyFolder.open(vendor.keys(), List.of());
        Instant afterTheRoot = Instant.now().plus(Duration.ofDays(800));
        Map<String, String> before = Trees.digests(world.vendor().resolve("repository"));

        assertThatThrownBy(() -> Renewal.run(vendor, keys, afterTheRoot))
                .isInstanceOfSatisfying(
                        ServerFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.DAMAGED_REPOSITORY))
                .hasMessageContaining("was good until")
                .hasMessageContaining("key rotate-root");
        assertThat(Trees.digests(world.vendor().resolve("repository"))).isEqualTo(before);

        new KeyRotation(vendor, keys, afterTheRoot)
                .change(new RoleChange("root", List.of(), List.of(), OptionalInt.empty()));
        assertThat(Renewal.run(vendor, keys, afterTheRoot).leftOut()).isEmpty();
    }
}

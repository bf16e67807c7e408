package jp.quickcare.launcher.verify;

import static jp.quickcare.launcher.verify.InMemorySites.FIRST;
import static jp.quickcare.launcher.verify.InMemorySites.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.manifest.release.StartMode;
import jp.quickcare.manifest.tuf.TestRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FS13: what a PC keeps of metadata is verified anew; what was damaged, put back or exchanged is of no use to anybody. */
class KeptMetadataTest extends TwoRepositories {
    /** FS13 */
    @Test
    void a_clock_set_back_brings_nothing_expired_to_life() throws Exception {
        byte[] old = sites.site.file("timestamp.json");
        sites.site.expires("timestamp", NOW.plus(Duration.ofHours(100)));
        sites.offer("2.0", 2, StartMode.OPTIONAL);
        check(NOW.plus(Duration.ofHours(90))).close();
        removeAll(home.siteTrust(), "timestamp.json", "snapshot.json", "targets.json");
        byte[] current = sites.site.file("timestamp.json");
        sites.site.serve("timestamp.json", old);
        assertFails(FailureCode.NOT_FRESH, NOW.minus(Duration.ofDays(730)));
        Files.deleteIfExists(home.lastCheck());
        assertFails(FailureCode.NOT_FRESH, NOW);
        sites.site.serve("timestamp.json", current);
        check(NOW.minus(Duration.ofDays(730))).close();
    }

    /** FS13 */
    @Test
    void a_clock_years_ahead_stops_updates_and_leaves_no_mark() throws Exception {
        assertFails(FailureCode.NOT_FRESH, NOW.plus(Duration.ofDays(730)));
        honestUpdateSucceeds();
    }

    /** FS13 */
    @ParameterizedTest
    @ValueSource(strings = {"root.json", "timestamp.json", "snapshot.json", "targets.json", "qc.json", "2.root.json"})
    void lost_emptied_and_damaged_metadata_is_verified_anew(String name) throws Exception {
        sites.site.publishRoot().publish();
        sites.vendor.publishRoot().publish();
        trusted();
        for (Path folder : List.of(home.siteTrust(), home.releaseTrust())) {
            Path file = folder.resolve(name);
            for (byte[] content : new byte[][] {{}, "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)}) {
                Files.write(file, content);
                assertThat(trusted().manifest().version()).isEqualTo("1.0");
            }
            Files.deleteIfExists(file);
            assertThat(trusted().manifest().version()).isEqualTo("1.0");
        }
        honestUpdateSucceeds();
    }

    /** FS13, MT1 */
    @Test
    void a_root_that_does_not_descend_from_the_pinned_one_is_thrown_out() throws Exception {
        TestRepository evil = new TestRepository();
        Files.write(home.siteTrust().resolve("root.json"), evil.file("1.root.json"));
        sites.server(
                FIRST,
                (server, repository) -> repository == Sources.Repository.SITE
                        ? new Lying(sites.honest(repository), evil)
                        : sites.honest(repository));
        assertFails(FailureCode.NOT_TRUSTED, NOW);
        assertThat(Files.readAllBytes(home.siteTrust().resolve("root.json"))).isEqualTo(sites.site.file("1.root.json"));
        sites.server(FIRST, (server, repository) -> sites.honest(repository));
        honestUpdateSucceeds();
    }

    /** FS13, MT5 */
    @Test
    void older_copies_put_back_do_not_let_an_older_state_in() throws Exception {
        check(NOW).close();
        byte[] old = Files.readAllBytes(home.siteTrust().resolve("timestamp.json"));
        sites.offer("2.0", 2, StartMode.OPTIONAL);
        check(NOW).close();
        Files.write(home.siteTrust().resolve("timestamp.json"), old);
        honestUpdateSucceeds();
    }

    /** FS13 */
    @Test
    void without_the_pinned_root_nothing_is_trusted() throws Exception {
        for (byte[] content : new byte[][] {{}, {1, 2, 3}}) {
            Files.write(home.releaseTrust().resolve("1.root.json"), content);
            assertFails(FailureCode.DAMAGED_INSTALLATION, NOW);
        }
        sites.pin(home);
        honestUpdateSucceeds();
    }

    /** FS13 */
    @Test
    void another_site_s_root_in_place_of_the_pinned_one_has_no_right() throws Exception {
        TestRepository evil = new TestRepository();
        Files.write(home.siteTrust().resolve("1.root.json"), evil.file("1.root.json"));
        sites.server(
                FIRST,
                (server, repository) -> repository == Sources.Repository.SITE
                        ? new Lying(sites.honest(repository), evil)
                        : sites.honest(repository));
        try (VerifiedState state = check(NOW)) {
            assertThat(state.offer("qc")).isEmpty();
        }
    }

    private static void removeAll(Path folder, String... names) throws IOException {
        for (String name : names) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }
}

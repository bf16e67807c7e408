package jp.quickcare.server.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import jp.quickcare.server.durable.FolderLock;
import jp.quickcare.server.repository.RepositoryState;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.site.SiteSigner.Refreshed;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server keeps a site fresh; SA6 where its clock was wrong. */
class SiteSignerTest {
    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    private World world = World.NONE;

    @BeforeEach
    void a_site_with_an_offer() throws Exception {
        world = new World(temp)
                .initVendor()
                .publish("1.0")
                .initSite()
                .importAll()
                .offer("required");
    }

    private Refreshed refresh(Duration later) throws Exception {
        return SiteSigner.refreshTimestamp(
                ServerFolder.site(world.site()), Instant.now().plus(later));
    }

    private Instant timestampExpires() throws Exception {
        return RepositoryState.load(ServerFolder.site(world.site()).repository().siteMetadata(), Instant.now())
                .timestamp()
                .orElseThrow()
                .expires();
    }

    @Test
    void the_timestamp_is_signed_anew_in_the_second_half_of_its_life() throws Exception {
        assertThat(refresh(Duration.ofHours(35))).isEqualTo(Refreshed.STILL_FRESH);
        Instant before = timestampExpires();

        assertThat(refresh(Duration.ofHours(37))).isEqualTo(Refreshed.TIMESTAMP);

        assertThat(timestampExpires()).isAfter(before);
        world.requireWholeSite();
    }

    @Test
    void a_site_that_was_off_for_long_is_brought_back() throws Exception {
        assertThat(refresh(Duration.ofDays(40))).isEqualTo(Refreshed.EVERYTHING);
        world.requireWholeSite();
    }

    /** SA6 */
    @Test
    void what_a_clock_dated_far_ahead_is_signed_anew_when_the_clock_is_right_again() throws Exception {
        refresh(Duration.ofDays(365));

        assertThat(refresh(Duration.ZERO)).isEqualTo(Refreshed.EVERYTHING);
        assertThat(timestampExpires()).isBefore(Instant.now().plus(Duration.ofDays(4)));
        world.requireWholeSite();
    }

    @Test
    void while_another_command_works_it_is_left_for_later() throws Exception {
        FolderLock held = FolderLock.take(world.site(), "import");
        assertThat(refresh(Duration.ofHours(37))).isEqualTo(Refreshed.BUSY);
        held.close();

        assertThat(refresh(Duration.ofHours(37))).isEqualTo(Refreshed.TIMESTAMP);
    }

    /** FS13: the key that should have stayed is in the drawer, in place of the root key. */
    @Test
    void a_key_that_is_away_is_told_while_there_is_time() throws Exception {
        Path key = world.site().resolve("keys/online.pem");
        Path drawer = Files.move(key, temp.resolve("drawer.pem"));
        assertThatThrownBy(() -> refresh(Duration.ZERO)).hasMessageContaining("online");

        Files.move(drawer, key);
        assertThat(refresh(Duration.ZERO)).isEqualTo(Refreshed.STILL_FRESH);
    }
}

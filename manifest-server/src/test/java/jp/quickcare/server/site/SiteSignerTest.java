package jp.quickcare.server.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import jp.quickcare.manifest.release.SiteAddress;
import jp.quickcare.manifest.tuf.MemoryStore;
import jp.quickcare.server.durable.FolderLock;
import jp.quickcare.server.keys.KeyFolder;
import jp.quickcare.server.repository.Lifetimes;
import jp.quickcare.server.repository.RepositoryState;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.site.SiteSigner.Refreshed;
import jp.quickcare.server.testing.ClientView;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.Trees;
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
        world = World.offering(temp, "required");
    }

    private Refreshed refresh(Duration later) throws Exception {
        return refresh(world.site(), signed().plus(later));
    }

    private static Refreshed refresh(Path site, Instant at) throws Exception {
        return SiteSigner.refreshTimestamp(ServerFolder.site(site), at);
    }

    private Instant timestampExpires() throws Exception {
        return RepositoryState.load(ServerFolder.site(world.site()).repository().siteMetadata(), Instant.now())
                .timestamp()
                .orElseThrow()
                .expires();
    }

    private Instant signed() throws Exception {
        return timestampExpires().minus(Lifetimes.SITE.timestamp());
    }

    @Test
    void the_timestamp_is_signed_anew_in_each_turn_long_before_its_life_is_over() throws Exception {
        Instant turn = Lifetimes.nextTurn(signed());
        assertThat(turn)
                .isBeforeOrEqualTo(signed().plus(Lifetimes.SITE.timestamp().dividedBy(2)));
        assertThat(refresh(world.site(), turn.minusSeconds(1))).isEqualTo(Refreshed.STILL_FRESH);
        Instant before = timestampExpires();

        assertThat(refresh(world.site(), turn)).isEqualTo(Refreshed.TIMESTAMP);

        assertThat(timestampExpires()).isAfter(before);
        assertThat(refresh(world.site(), Lifetimes.nextTurn(turn).minusSeconds(1)))
                .isEqualTo(Refreshed.STILL_FRESH);
        world.requireWholeSite();
    }

    /** C2, SA8: while a site moves it has two servers that know nothing of each other, and PCs go from one to the other. */
    @Test
    void two_servers_of_one_site_stay_in_step_and_the_changes_of_the_one_that_makes_some_are_newer() throws Exception {
        Path moved = Trees.copy(world.site(), temp.resolve("moved"));
        MemoryStore pc = new MemoryStore(
                Files.readAllBytes(moved.resolve("repository/site/metadata").resolve("1.root.json")));
        Instant turn = Lifetimes.nextTurn(signed());
        refresh(world.site(), turn);
        refresh(moved, turn.plusSeconds(60));
        Set<String> offered = ClientView.ofSite(world.site(), pc);
        assertThat(ClientView.ofSite(moved, pc)).isEqualTo(offered);

        // Off for two turns.
        for (int i = 0; i < 3; i++) {
            turn = Lifetimes.nextTurn(turn);
            refresh(world.site(), turn);
        }
        assertThat(ClientView.ofSite(world.site(), pc)).isEqualTo(offered);
        refresh(moved, turn.plusSeconds(3600));
        assertThat(ClientView.ofSite(moved, pc)).isEqualTo(offered);

        ServerFolder folder = ServerFolder.site(moved);
        new AddressSigner(folder, KeyFolder.open(folder.keys(), List.of()), turn.plusSeconds(7200))
                .say(List.of("http://new/"));
        turn = Lifetimes.nextTurn(turn);
        refresh(world.site(), turn);
        refresh(moved, turn);
        assertThat(ClientView.ofSite(world.site(), pc)).isEqualTo(offered);
        assertThat(ClientView.ofSite(moved, pc)).contains(SiteAddress.PATH);
    }

    @Test
    void a_site_that_was_off_for_long_is_brought_back() throws Exception {
        assertThat(refresh(Duration.ofDays(40))).isEqualTo(Refreshed.EVERYTHING);
        world.requireWholeSite();
    }

    /** SA6 */
    @Test
    void what_a_clock_dated_far_ahead_is_signed_anew_when_the_clock_is_right_again() throws Exception {
        Instant right = signed();
        refresh(Duration.ofDays(365));

        assertThat(refresh(world.site(), right)).isEqualTo(Refreshed.EVERYTHING);
        assertThat(timestampExpires()).isBefore(right.plus(Duration.ofDays(4)));
        world.requireWholeSite();
    }

    @Test
    void while_another_command_works_it_is_left_for_later() throws Exception {
        FolderLock held = FolderLock.take(world.site(), "import");
        assertThat(refresh(Duration.ofHours(36))).isEqualTo(Refreshed.BUSY);
        held.close();

        assertThat(refresh(Duration.ofHours(36))).isEqualTo(Refreshed.TIMESTAMP);
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

package jp.quickcare.launcher.address;

import static jp.quickcare.launcher.verify.InMemorySites.FIRST;
import static jp.quickcare.launcher.verify.InMemorySites.NOW;
import static jp.quickcare.launcher.verify.InMemorySites.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jp.quickcare.launcher.address.AddressNote.Reason;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.settings.SettingsFile;
import jp.quickcare.launcher.verify.InMemorySites;
import jp.quickcare.launcher.verify.Sources;
import jp.quickcare.launcher.verify.VerifiedState;
import jp.quickcare.manifest.release.SiteAddress;
import jp.quickcare.manifest.release.StartMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** C2, SA8: the site's servers move, and PCs follow the site and nobody else. */
class SiteWhereaboutsTest {
    private static final URI SECOND = URI.create("http://second/");
    private static final URI THIRD = URI.create("http://third/");

    /** In memory where the system has such: a chain of a hundred is flushed to the disk a thousand times. */
    static final class Memory implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
            Path shared = Path.of("/dev/shm");
            return Files.isWritable(shared)
                    ? Files.createTempDirectory(shared, "address")
                    : Files.createTempDirectory("address");
        }
    }

    @TempDir(factory = Memory.class)
    private Path temp;

    private final InMemorySites sites = new InMemorySites();
    private final List<URI> asked = new ArrayList<>();
    private Home home = new Home(Path.of(""));
    private int day;

    @BeforeEach
    void a_pc_asks_the_first_server() throws Exception {
        home = new Home(temp.resolve("home"));
        sites.pin(home);
        SettingsFile.write(InMemorySites.settings(FIRST), home.settings());
        sites.offer("1.0", 1, StartMode.OPTIONAL);
    }

    private Sources noted() {
        return (server, repository) -> {
            if (repository == Sources.Repository.SITE) {
                asked.add(server);
            }
            return sites.open(server, repository);
        };
    }

    private List<URI> check() throws Exception {
        if (Files.exists(AddressNote.file(home))) {
            Files.setLastModifiedTime(AddressNote.file(home), FileTime.from(NOW));
        }
        return checkAfterADay();
    }

    /** The former addresses are asked again, too. */
    private List<URI> checkAfterADay() throws Exception {
        asked.clear();
        try (VerifiedState state =
                new SiteWhereabouts(home, SettingsFile.read(home.settings()), noted(), at(NOW)).check()) {
            assertThat(state.offer("qc")).isPresent();
            return state.servers();
        }
    }

    private List<URI> set() throws Exception {
        return SettingsFile.read(home.settings()).servers();
    }

    private void say(URI... servers) {
        sites.say(address(servers));
    }

    private SiteAddress address(URI... servers) {
        List<String> texts = Stream.of(servers).map(URI::toString).toList();
        return new SiteAddress(texts, NOW.plus(Duration.ofDays(++day)));
    }

    private Optional<Reason> refused() {
        return AddressNote.read(home).refused().map(AddressNote.Refused::reason);
    }

    /** After every refusal: the next honest statement is followed. */
    private void honestMoveSucceeds() throws Exception {
        URI honest = URI.create("http://honest/");
        say(honest);
        assertThat(check()).containsExactly(honest);
        assertThat(set()).containsExactly(honest);
        assertThat(refused()).isEmpty();
    }

    /** C2 */
    @Test
    void a_pc_follows_within_the_check_that_hears_of_it_and_keeps_the_new_address() throws Exception {
        say(SECOND);
        assertThat(check()).containsExactly(SECOND);
        assertThat(set()).containsExactly(SECOND);
        assertThat(AddressNote.read(home).former()).containsExactly(FIRST);
    }

    /** C2 */
    @Test
    void every_other_line_of_the_settings_stays() throws Exception {
        Files.writeString(home.settings(), "# of the administrator\n" + Files.readString(home.settings()));
        say(SECOND, THIRD);
        check();
        assertThat(set()).containsExactly(SECOND, THIRD);
        assertThat(Files.readString(home.settings()))
                .startsWith("# of the administrator\n")
                .contains("channel=QC");
    }

    /** SA8: signed by another site. */
    @Test
    void what_another_site_signs_moves_nobody() throws Exception {
        InMemorySites others = new InMemorySites();
        others.offer("1.0", 1, StartMode.OPTIONAL);
        others.say(address(SECOND));
        sites.server(FIRST, others);
        assertThatThrownBy(this::check).isInstanceOf(UpdateFailure.class);
        assertThat(asked).containsExactly(FIRST);
        assertThat(set()).containsExactly(FIRST);
        sites.server(FIRST, sites::honest);
        honestMoveSucceeds();
    }

    /** SA8: pointing to an attacker's host. */
    @Test
    void a_host_that_is_another_site_or_nobody_is_not_gone_to_and_tried_again_at_the_next_check() throws Exception {
        InMemorySites evil = new InMemorySites();
        evil.offer("6.6", 66, StartMode.REQUIRED);
        sites.server(SECOND, evil);
        say(SECOND);
        assertThat(check()).containsExactly(FIRST);
        assertThat(set()).containsExactly(FIRST);
        assertThat(refused()).contains(Reason.NOT_TRUSTED);

        sites.server(SECOND, InMemorySites.unreachable());
        assertThat(check()).containsExactly(FIRST);
        assertThat(asked).containsExactly(FIRST, SECOND);
        assertThat(refused()).contains(Reason.NO_SERVER);

        sites.server(SECOND, sites::honest);
        assertThat(check()).containsExactly(SECOND);
        honestMoveSucceeds();
    }

    /** SA8: an older version, at the new address. */
    @Test
    void a_host_that_has_only_an_older_state_of_the_site_is_not_gone_to() throws Exception {
        sites.server(SECOND, sites.frozen());
        say(SECOND);
        assertThat(check()).containsExactly(FIRST);
        assertThat(set()).containsExactly(FIRST);
        assertThat(refused()).contains(Reason.NOT_TRUSTED);
        honestMoveSucceeds();
    }

    /** SA8: an older version, of the statement. */
    @Test
    void an_older_statement_that_is_shown_again_moves_nobody() throws Exception {
        say(SECOND);
        Sources old = sites.frozen();
        sites.server(SECOND, InMemorySites.unreachable());
        check();
        sites.sayNothing();
        check();
        sites.server(FIRST, old).server(SECOND, sites::honest);
        assertThatThrownBy(this::check).isInstanceOf(UpdateFailure.class);
        assertThat(set()).containsExactly(FIRST);
        sites.server(FIRST, sites::honest);
        honestMoveSucceeds();
    }

    /** SA8: a chain of 100. */
    @Test
    void a_chain_of_a_hundred_is_one_step_a_check_and_never_a_circle() throws Exception {
        List<Sources> states = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            say(host(i % 100));
            states.add(sites.frozen());
        }
        // Host n knows the statements up to the one that leads to host n + 1; the last leads back to the first host.
        for (int i = 1; i < 100; i++) {
            sites.server(host(i), states.get(i));
        }
        sites.server(FIRST, states.get(0));
        for (int i = 1; i < 100; i++) {
            check();
            assertThat(asked).hasSize(2);
            assertThat(set()).containsExactly(host(i));
        }
        sites.server(host(0), states.get(0));
        check();
        assertThat(set()).as("the circle would begin again with what is older").containsExactly(host(99));
        sites.server(host(99), sites::honest);
        honestMoveSucceeds();
    }

    private static URI host(int number) {
        return URI.create("http://host-" + number + "/");
    }

    /** SA8: the old host is still alive. */
    @Test
    void an_old_host_that_lives_on_takes_nobody_back() throws Exception {
        say(SECOND);
        sites.server(FIRST, sites.frozen());
        check();
        for (int i = 0; i < 3; i++) {
            assertThat(check().get(0)).isEqualTo(SECOND);
            assertThat(set()).containsExactly(SECOND);
        }
        sites.offer("2.0", 2, StartMode.OPTIONAL);
        check();
        assertThat(set()).containsExactly(SECOND);
        honestMoveSucceeds();
    }

    /** SA8 */
    @Test
    void a_new_address_that_dies_leaves_the_pc_updated_by_the_old_one_and_with_the_new_address() throws Exception {
        say(SECOND);
        check();
        sites.server(SECOND, InMemorySites.unreachable());
        assertThat(check()).containsExactly(FIRST);
        assertThat(set()).containsExactly(SECOND);
        sites.server(SECOND, sites::honest);
        assertThat(check().get(0)).isEqualTo(SECOND);
        honestMoveSucceeds();
    }

    /** SA8: a PC on which everything was prepared, or set by hand since, is left as it is. */
    @Test
    void a_statement_moves_a_pc_once_and_what_its_administrator_sets_afterwards_stays() throws Exception {
        say(SECOND);
        check();
        SettingsFile.write(InMemorySites.settings(THIRD), home.settings());
        AddressNote.forgetFormer(home);
        assertThat(check()).containsExactly(THIRD);
        assertThat(asked).containsExactly(THIRD);
        SettingsFile.write(InMemorySites.settings(THIRD, SECOND), home.settings());
        say(SECOND);
        check();
        assertThat(set()).containsExactly(THIRD, SECOND);
    }

    /** SA8 */
    @Test
    void from_https_nobody_goes_to_http() throws Exception {
        URI encrypted = URI.create("https://first/");
        SettingsFile.write(InMemorySites.settings(encrypted), home.settings());
        say(SECOND);
        assertThat(check()).containsExactly(encrypted);
        assertThat(asked).containsExactly(encrypted);
        assertThat(set()).containsExactly(encrypted);
        assertThat(refused()).contains(Reason.NOT_ENCRYPTED);
        URI other = URI.create("https://second/");
        say(other);
        check();
        assertThat(set()).containsExactly(other);
    }

    /** SA8, SA2: whoever has the online key for a while cannot keep the PCs that it led away. */
    @Test
    void pcs_that_a_thief_of_the_online_key_led_away_come_back_when_the_key_is_replaced() throws Exception {
        say(SECOND);
        check();
        sites.server(SECOND, sites.frozen());
        sites.replaceOnlineKey();
        URI again = URI.create("http://first/again");
        say(again);
        check();
        assertThat(set()).as("the thief's host says nothing of the key").containsExactly(SECOND);
        Files.setLastModifiedTime(AddressNote.file(home), FileTime.from(NOW.minus(Duration.ofHours(25))));
        checkAfterADay();
        assertThat(set()).containsExactly(again);
    }

    /** SA8: a kill between any two of the three things that are kept. */
    @Test
    void a_move_that_was_cut_off_is_finished_or_begun_anew_by_the_next_check() throws Exception {
        String before = Files.readString(home.settings());
        say(SECOND);
        check();
        AddressNote done = AddressNote.read(home);
        String after = Files.readString(home.settings());
        AddressNote begun = new AddressNote("", done.former(), Optional.empty());

        begun.write(home);
        Files.writeString(home.settings(), before);
        assertThat(check().get(0)).isEqualTo(SECOND);
        assertThat(AddressNote.read(home)).isEqualTo(done);

        begun.write(home);
        Files.writeString(home.settings(), after);
        check();
        assertThat(set()).containsExactly(SECOND);
        assertThat(AddressNote.read(home)).isEqualTo(done);

        for (String torn : List.of("", "quickcare-address 1\nfollowed=x\n", "quickcare-address 1\nformer=%%\nend\n")) {
            Files.writeString(AddressNote.file(home), torn);
            check();
            assertThat(set()).containsExactly(SECOND);
        }
    }

    /** SA8 */
    @Test
    void a_statement_out_of_bounds_is_passed_over_and_stops_no_update() throws Exception {
        sites.sayOtherwise("{\"servers\":[\"ftp://second/\"],\"since\":\"2030-01-01T00:00:00Z\"}");
        assertThat(check()).containsExactly(FIRST);
        honestMoveSucceeds();
    }
}

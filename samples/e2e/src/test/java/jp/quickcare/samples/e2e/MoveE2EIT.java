package jp.quickcare.samples.e2e;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** C2, SA8: a site's server moves, and PCs follow this very site and nobody else. */
@Timeout(900)
class MoveE2EIT {
    @TempDir
    private Path folder;

    private World world;
    private Client client;
    private final List<Site> others = new ArrayList<>();

    @BeforeEach
    void a_pc_asks_the_old_server() {
        world = World.offeringTheFirstOfTwo(folder, "optional");
        client = world.install("pc");
    }

    @AfterEach
    void the_servers_end() {
        world.close();
        others.forEach(Site::close);
    }

    /** The server of this site on another computer: the same folder, but for what it remembers. */
    private Site moved(String name) throws IOException {
        Site there = new Site(folder.resolve(name)).reserve();
        others.add(there);
        world.site().tell(there.address());
        copy(there);
        return there;
    }

    private void copy(Site to) throws IOException {
        for (String part : List.of("repository", "keys", "manifest-server.properties")) {
            Files.createDirectories(to.folder());
            World.copy(world.site().folder().resolve(part), to.folder().resolve(part));
        }
    }

    private String server() throws IOException {
        return Files.readString(client.home().resolve("state/install.properties"))
                .replaceAll("(?s).*\\bserver=([^\\n]*)\\n.*", "$1");
    }

    private Command.Result update() {
        return client.launcher("update", "--language=en");
    }

    private String why() {
        return client.launcher("why", "--language=en").all();
    }

    /** After every refusal: the next honest statement is followed, and updates come from there. */
    private void honestMoveSucceeds() throws IOException {
        Site there = moved("honest").serve();
        update().expect(0);
        assertThat(server()).isEqualTo(there.address().toString());
        assertThat(why()).isEqualTo("This PC is up to date.\n");
    }

    /** C2, SA8: the old host is still alive. */
    @Test
    void a_pc_follows_within_one_update_takes_what_is_offered_there_and_does_not_come_back() throws Exception {
        Site there = moved("there").serve();
        there.offer("tiny", "2.0", "required");
        assertThat(update().expect(0).out()).contains("2.0");
        assertThat(server()).isEqualTo(there.address().toString());
        assertThat(client.file("../state/log/launcher.log"))
                .content()
                .contains("the site's servers have moved", there.address().toString());

        update().expect(0);
        assertThat(client.click().expect(0).out()).contains("APP 2 UP");
        assertThat(server()).isEqualTo(there.address().toString());

        there.stop();
        assertThat(client.click().expect(0).out()).contains("APP 2 UP");
        assertThat(server()).isEqualTo(there.address().toString());
    }

    /** SA8: pointing to an attacker's host. */
    @Test
    void another_site_a_silent_host_and_an_older_copy_are_not_gone_to() throws Exception {
        Site stranger = Site.init(folder.resolve("stranger"), world.vendor()).serve();
        others.add(stranger);
        world.site().tell(stranger.address());
        String old = world.site().address().toString();
        update().expect(0);
        assertThat(server()).isEqualTo(old);
        assertThat(why()).contains("up to date", stranger.address().toString(), "is not this site");

        Site nobody = new Site(folder.resolve("nobody")).reserve();
        world.site().tell(nobody.address());
        update().expect(0);
        assertThat(server()).isEqualTo(old);
        assertThat(why()).contains(nobody.address().toString(), "does not answer");

        // The same folder, but from before the statement.
        Site older = new Site(folder.resolve("older")).reserve();
        others.add(older);
        copy(older);
        world.site().tell(older.address());
        older.serve();
        update().expect(0);
        assertThat(server()).isEqualTo(old);
        assertThat(why()).contains(older.address().toString(), "older than what this PC knows");
        honestMoveSucceeds();
    }

    /** SA8: unsigned, signed by another site, an older version. */
    @Test
    void what_this_site_has_not_signed_or_takes_back_moves_nobody() throws Exception {
        Site there = new Site(folder.resolve("there")).reserve();
        others.add(there);
        String old = world.site().address().toString();
        Path metadata = world.site().folder().resolve("repository/site/metadata");
        Path honest = folder.resolve("honest-metadata");
        World.copy(metadata, honest);
        String statement = "\"site/address.json\":{\"custom\":{\"servers\":[\"" + there.address()
                + "\"],\"since\":\"2030-01-01T00:00:00Z\"},\"hashes\":{\"sha256\":"
                + "\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"},\"length\":0},";
        for (Path file : named(metadata, ".targets.json")) {
            String text = Files.readString(file);
            Files.writeString(file, text.replaceFirst("\"targets\":\\{", "\"targets\":{" + statement));
        }
        // This PC has the honest targets of that version: they have to be fetched again.
        Files.delete(client.home().resolve("state/trust/site/targets.json"));
        update().expect(6);
        assertThat(server()).isEqualTo(old);

        Site stranger = Site.init(folder.resolve("stranger"), world.vendor());
        stranger.tell(there.address());
        put(stranger.folder().resolve("repository/site/metadata"), metadata);
        update().expect(6);
        assertThat(server()).isEqualTo(old);
        put(honest, metadata);

        world.site().tell(there.address());
        Path told = folder.resolve("told");
        World.copy(metadata, told);
        world.site().tell();
        Path takenBack = folder.resolve("taken-back");
        World.copy(metadata, takenBack);
        update().expect(0);
        put(told, metadata);
        copy(there);
        there.serve();
        update().expect(6);
        assertThat(server()).isEqualTo(old);
        put(takenBack, metadata);
        honestMoveSucceeds();
    }

    private static void put(Path from, Path to) throws IOException {
        for (Path file : named(to, ".json")) {
            Files.delete(file);
        }
        World.copy(from, to);
    }

    private static List<Path> named(Path folder, String end) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(end)).toList();
        }
    }

    /** SA8: a chain. */
    @Test
    void a_chain_is_gone_one_step_a_check() throws Exception {
        Site first = moved("first").serve();
        Site second = new Site(folder.resolve("second")).reserve();
        others.add(second);
        first.tell(second.address());
        Files.createDirectories(second.folder());
        World.copy(first.folder().resolve("repository"), second.folder().resolve("repository"));
        World.copy(first.folder().resolve("keys"), second.folder().resolve("keys"));
        Files.copy(
                first.folder().resolve("manifest-server.properties"),
                second.folder().resolve("manifest-server.properties"));
        second.serve();
        update().expect(0);
        assertThat(server()).isEqualTo(first.address().toString());
        update().expect(0);
        assertThat(server()).isEqualTo(second.address().toString());
        update().expect(0);
        assertThat(server()).isEqualTo(second.address().toString());
    }

    /** C2, A26: the store of the address. */
    @Test
    void a_kill_at_any_change_of_the_disk_leaves_the_old_or_the_new_address_and_the_next_check_ends_at_the_new_one()
            throws Exception {
        Path settings = client.home().resolve("state/install.properties");
        Path before = folder.resolve("before");
        Files.copy(settings, before);
        URI old = world.site().address();
        Site there = moved("there").serve();
        int moves = 0;
        int stays = 0;
        for (int at = 1; ; at++) {
            Files.copy(before, settings, REPLACE_EXISTING);
            Files.deleteIfExists(client.home().resolve("state/address"));
            List<String> command = List.of(client.home().resolve("bin/launcher").toString(), "update", "--silent");
            if (KillE2EIT.survives(command, "rename,renameat,renameat2", at)) {
                break;
            }
            if (server().equals(there.address().toString())) {
                moves++;
            } else {
                assertThat(server()).isEqualTo(old.toString());
                stays++;
            }
        }
        assertThat(moves).isPositive();
        assertThat(stays).isPositive();
        update().expect(0);
        assertThat(server()).isEqualTo(there.address().toString());
        assertThat(client.home().resolve("state/address")).content().contains("former=" + old);
    }
}

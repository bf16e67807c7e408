package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's real process is killed at its n-th change of the disk, and the next click works. */
class KillE2EIT {
    private static final String CHANGES = "rename,renameat,renameat2,fsync,fdatasync,unlink,unlinkat,mkdir";

    @TempDir
    Path temp;

    private World world;

    @BeforeEach
    void a_site_offers_the_first_release() {
        world = World.offering(temp, "required");
    }

    @AfterEach
    void the_server_ends() {
        world.close();
    }

    /** A26, FS9 */
    @Test
    void an_install_killed_anywhere_succeeds_when_run_again() {
        int kills = 0;
        for (int at = 1; ; at += 9) {
            Path home = temp.resolve("home" + at);
            List<String> install = Client.installCommand(home, "tiny", world.site(), world.vendor());
            if (survives(install, at)) {
                break;
            }
            kills++;
            Command.run(install).expect(0);
            assertThat(new Client(home, "tiny").click().expect(0).out()).contains("APP 1 UP");
        }
        assertThat(kills).isGreaterThan(3);
    }

    /** A26, FS9 */
    @Test
    void an_update_killed_anywhere_leaves_one_whole_release_and_the_next_one_succeeds() {
        List<Client> clients = new ArrayList<>();
        for (int number = 0; number < 14; number++) {
            clients.add(world.install("home" + number));
        }
        world.release(2);
        world.offer(2, "required");

        Map<Integer, Client> killed = new TreeMap<>();
        for (int at = 1; killed.size() < clients.size(); at += 13) {
            Client client = clients.get(killed.size());
            if (survives(update(client), at)) {
                break;
            }
            killed.put(at, client);
        }
        assertThat(killed).hasSizeGreaterThan(3);

        world.site().stop();
        killed.forEach(KillE2EIT::requireOneWholeReleaseWithoutAServer);
        world.site().serve();
        for (Client client : killed.values()) {
            client.launcher("update", "--silent").expect(0);
            assertThat(client.click().expect(0).out()).contains("APP 2 UP");
        }
    }

    static void requireOneWholeReleaseWithoutAServer(int killedAt, Client client) {
        Command.Result offline = client.launcher("start", "--silent");
        assertThat(offline.all()).as("killed at change %d", killedAt).doesNotContain("Exception");
        assertThat(client.launcher("verify").exitCode())
                .as("one whole release after a kill at change %d", killedAt)
                .isZero();
    }

    /** A20, A24: what is to be started then is under way already, and waits for the word of who is killed here. */
    @Test
    void an_update_killed_in_the_middle_of_its_exchange_starts_nothing() {
        Client client = world.install("home");
        world.release(2);
        world.offer(2, "required");
        List<String> update = new ArrayList<>(update(client));
        update.add("--start");

        Command.Result killed;
        int at = 20;
        do {
            killed = run(update, CHANGES, at);
            assertThat(killed.exitCode()).as("change %d", at).isEqualTo(137);
            at += 5;
        } while (!Files.exists(client.home().resolve("state/journal")));

        assertThat(killed.all()).doesNotContain("APP");
        assertThat(Command.runUntil(update, "", "APP 2 UP").expect(0).out()).contains("APP 2 UP");
    }

    /** A22, A26, FS9 */
    @Test
    void a_repair_killed_anywhere_is_finished_by_the_next_one() throws IOException {
        Client client = world.install("home");
        String launcher = client.home().resolve("bin/launcher").toString();
        int kills = 0;
        for (int at = 1; ; at += 9) {
            Files.writeString(client.file("lib/stable.bin"), "damaged");
            if (survives(List.of(launcher, "repair", "--silent"), at)) {
                break;
            }
            kills++;
            client.launcher("repair", "--damaged-only", "--silent").expect(0);
            client.launcher("verify").expect(0);
        }
        assertThat(kills).isGreaterThan(3);
        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
    }

    private static List<String> update(Client client) {
        return List.of(client.home().resolve("bin/launcher").toString(), "update", "--silent");
    }

    static boolean survives(List<String> command, int change) {
        return survives(command, CHANGES, change);
    }

    /** @param calls which system calls are counted */
    static boolean survives(List<String> command, String calls, int change) {
        return run(command, calls, change).exitCode() == 0;
    }

    /** Kills whichever process of a command is about to make that folder. */
    static void killedAtMaking(Path folder, List<String> command) {
        List<String> traced = new ArrayList<>(List.of(
                "strace",
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-P",
                folder.toString(),
                "-e",
                "trace=mkdir",
                "-e",
                "inject=mkdir:signal=SIGKILL"));
        traced.addAll(command);
        Command.run(traced).expect(137);
    }

    private static Command.Result run(List<String> command, String calls, int change) {
        List<String> traced = new ArrayList<>(List.of(
                "strace",
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-e",
                "trace=" + calls,
                "-e",
                "inject=" + calls + ":signal=SIGKILL:when=" + change));
        traced.addAll(command);
        Command.Result ended = Command.run(traced);
        assertThat(ended.exitCode()).as("killed, or done, at change %d", change).isIn(0, 137);
        return ended;
    }
}

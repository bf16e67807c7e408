package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agent as a service of a Linux PC that the real systemd runs, for somebody without any rights there: the methods
 * are the days of its life, in order.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AgentServiceE2EIT {
    private static final int NO_AGENT = 17;

    @TempDir
    static Path temp;

    /** The PC has a temporary folder of its own, so what it shares with this test lies elsewhere. */
    private static Path shared;

    private static Path units;
    private static World world;
    private static Client client;
    private static Machine pc;

    @BeforeAll
    static void an_installation_of_roots() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root runs a PC and becomes somebody else");
        shared = Files.createTempDirectory(Path.of("/dev/shm"), "agent-service");
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        units = Files.createDirectory(shared.resolve("units"));
        pc = on();
        world = World.offeringTheFirstOfTwo(temp, "optional");
        // Whatever systemd makes of such letters elsewhere in a unit.
        client = world.install(shared.resolve("介護's \"50%i\" $HOME \\x20"));
    }

    private static Machine on() throws IOException {
        return Machine.on(units, shared.resolve("machine.log"));
    }

    @AfterAll
    static void everything_ends() throws IOException {
        if (pc != null) {
            pc.close();
        }
        if (world != null) {
            world.close();
        }
        if (shared != null) {
            try (Stream<Path> all = Files.walk(shared)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static String commands() {
        return client.home().resolve("bin/launcher").toString();
    }

    private static Command.Result agent(String what) {
        return pc.command(commands(), "agent", what);
    }

    private static boolean answers() {
        return pc.asNobody(commands(), "agent", "status").exitCode() == 0;
    }

    private static String unit() {
        try (Stream<Path> files = Files.list(units)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Command.Result show() {
        return pc.command("systemctl", "show", "--property=MainPID", unit());
    }

    private static String process() {
        return show().expect(0).out();
    }

    /** Where systemd was too busy to tell, it has told of no other process. */
    private static boolean isAnotherThan(String process) {
        Command.Result shown = show();
        return shown.exitCode() == 0 && !shown.out().equals(process) && answers();
    }

    /** A24, F5: whoever has no right to it has it not. */
    @Test
    @Order(1)
    void it_is_installed_and_answers_at_once() {
        Command.Result none = agent("status");
        assertThat(none.exitCode()).isEqualTo(NO_AGENT);
        assertThat(none.out()).contains("is not installed", "No agent answers");

        assertThat(agent("install").expect(0).out()).contains("is installed as the service quickcare-agent-", "runs");

        assertThat(agent("status").expect(0).out()).contains("runs.", "The agent answers.");
        assertThat(pc.asNobody(commands(), "agent", "status").expect(0).out()).contains("The agent answers.");
        Command.Result refused = pc.asNobody(commands(), "agent", "stop");
        assertThat(refused.exitCode()).isEqualTo(7);
        assertThat(refused.err()).contains("services of this PC").hasLineCount(1);
        assertThat(answers()).isTrue();
    }

    /** A24 */
    @Test
    @Order(2)
    void it_is_stopped_and_started_again() {
        agent("stop").expect(0);
        Command.Result stopped = agent("status");
        assertThat(stopped.exitCode()).isEqualTo(NO_AGENT);
        assertThat(stopped.out()).contains("is installed and does not run");

        agent("start").expect(0);

        assertThat(answers()).isTrue();
    }

    /** A24: as after a newer launcher came that writes another unit. */
    @Test
    @Order(3)
    void installed_once_more_it_is_set_right() throws IOException {
        Files.writeString(units.resolve(unit()), "[Service]\nExecStart=/bin/sleep 1000\n");
        pc.command("systemctl", "daemon-reload").expect(0);
        pc.command("systemctl", "restart", unit()).expect(0);
        assertThat(answers()).isFalse();

        agent("install").expect(0);

        assertThat(answers()).isTrue();
    }

    /** A20, A21, A24: the launcher comes first, does the rest itself, and the agent goes on with it as another process. */
    @Test
    @Order(4)
    void it_updates_for_somebody_without_rights_and_its_launcher_first() throws IOException {
        String start = client.home().resolve("bin/start").toString();
        assertThat(pc.asNobody(start).expect(0).out()).contains("APP 1 UP");
        Path releaseFile = Files.writeString(
                temp.resolve("launcher.json"),
                "{\"launch\": {\"kind\": \"none\"}, \"shortcuts\": [], \"minLauncher\": \"1.0.0\"}");
        world.vendor().publish("launcher", "1.0.1", "any", Product.launcherRelease(), releaseFile);
        world.site().importFrom(world.vendor());
        world.site().offer("launcher", "1.0.1", "required");
        world.offer(2, "optional");
        String before = process();

        assertThat(pc.asNobody(commands(), "update").expect(0).out()).contains("Updated to release 2.0");

        assertThat(client.home().resolve("launcher/current")).content().contains("1.0.1");
        Machine.await(() -> isAnotherThan(before), "another agent");
        assertThat(pc.asNobody(start).expect(0).out()).contains("APP 2 UP");
        pc.command(commands(), "verify").expect(0);
    }

    /** A26 */
    @Test
    @Order(5)
    void one_that_is_killed_comes_back_by_itself() {
        String before = process();

        pc.command("systemctl", "kill", "--signal=KILL", unit()).expect(0);

        Machine.await(() -> isAnotherThan(before), "another agent");
    }

    /** A24: before anybody logs in. */
    @Test
    @Order(6)
    void it_comes_up_with_the_pc_after_a_power_cut() throws IOException {
        pc.close();
        pc = on();
        Machine.await(AgentServiceE2EIT::answers, "the agent");
    }

    /** F5: systemd begins any program; whether the agent comes up is seen by its answer. */
    @Test
    @Order(7)
    void one_that_cannot_work_there_is_said_not_to_come_up() throws IOException {
        agent("stop").expect(0);
        Path launchers = client.home().resolve("launcher");
        Files.setPosixFilePermissions(launchers, PosixFilePermissions.fromString("rwxrwxrwx"));

        Command.Result started = agent("start");

        assertThat(started.exitCode()).isEqualTo(NO_AGENT);
        assertThat(started.err()).contains("its agent does not come up").hasLineCount(1);
        Files.setPosixFilePermissions(launchers, PosixFilePermissions.fromString("rwxr-xr-x"));
        agent("start").expect(0);
    }

    /** A31 */
    @Test
    @Order(8)
    void nothing_of_it_is_left_when_it_was_removed_or_the_installation_was() throws IOException {
        agent("remove").expect(0);
        assertThat(agent("status").out()).contains("is not installed");
        try (Stream<Path> left = Files.walk(units)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
        agent("install").expect(0);

        pc.command(commands(), "uninstall", "--silent").expect(0);

        assertThat(units).isDirectoryNotContaining(file -> Files.isRegularFile(file));
        assertThat(client.home().resolve("bin")).doesNotExist();
    }
}

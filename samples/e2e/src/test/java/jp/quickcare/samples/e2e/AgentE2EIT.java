package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PC whose users may not write to the program folder: root's, with root's agent and somebody else at the screen. */
class AgentE2EIT {
    private static final String UID = "65534";
    private static final int NO_AGENT = 17;

    @TempDir
    static Path temp;

    private static World served;
    private @Nullable Process agent;

    @BeforeAll
    static void a_site() throws IOException {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root may become somebody else");
        served = World.offeringTheFirstOfTwo(temp, "optional");
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void the_agent_ends() throws InterruptedException {
        if (agent != null) {
            agent.destroy();
            agent.waitFor();
        }
    }

    @AfterAll
    static void the_site_ends() {
        if (served != null) {
            served.close();
        }
    }

    private static Command.Result asNobody(String typed, String... command) {
        return Command.run(nobodys(command), Map.of(), typed);
    }

    private static List<String> nobodys(String... command) {
        List<String> line = new ArrayList<>(List.of("setpriv", "--reuid", UID, "--regid", UID, "--clear-groups"));
        line.addAll(List.of("env", "HOME=/nonexistent", "QUICKCARE_ARCHIVES=off"));
        line.addAll(List.of(command));
        return line;
    }

    private static String start(Client client) {
        return client.home().resolve("bin/start").toString();
    }

    private static String commands(Client client) {
        return client.home().resolve("bin/launcher").toString();
    }

    private void begin(Client client, String... with) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(with));
        line.addAll(List.of(commands(client), "agent", "serve"));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().put("QUICKCARE_ARCHIVES", "off");
        Process begun = builder.inheritIO().start();
        agent = begun;
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!isThere(client)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            assertThat(begun.isAlive()).isTrue();
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static boolean isThere(Client client) {
        try (SocketChannel door =
                SocketChannel.open(UnixDomainSocketAddress.of(client.home().resolve("state/agent.socket")))) {
            return door.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Object> owners(Client client) throws IOException {
        try (var all = Files.walk(client.home())) {
            List<Object> owners = new ArrayList<>();
            for (Path path : (Iterable<Path>) all::iterator) {
                owners.add(Files.getAttribute(path, "unix:uid", java.nio.file.LinkOption.NOFOLLOW_LINKS));
            }
            return owners.stream().distinct().toList();
        }
    }

    /** A6, A20, A24: the person is asked in his own terminal, the agent updates, the application starts as himself. */
    @Test
    void a_click_of_somebody_who_may_not_write_there_is_updated_by_the_agent() throws Exception {
        World world = served.onAnotherChannel();
        Client client = world.install("asked");
        begin(client);
        assertThat(asNobody("", start(client)).expect(0).out()).contains("APP 1 UP");
        world.offer(2, "required");

        Command.Result declined = asNobody("n\n", "script", "-qefc", start(client), "/dev/null");
        assertThat(declined.exitCode()).as(declined.all()).isEqualTo(4);
        assertThat(client.launcher("status").out()).contains("1.0");

        Command.Result updated = asNobody("y\n", "script", "-qefc", start(client), "/dev/null");
        assertThat(updated.expect(0).out()).contains("Release 2.0 is required", "APP 2 UP");
        assertThat(client.launcher("verify").expect(0).err()).isEmpty();
        assertThat(owners(client)).containsExactly(0);
        assertThat(asNobody("", start(client)).expect(0).all())
                .contains("APP 2 UP")
                .doesNotContain("Release");
    }

    /** A22, F5 */
    @Test
    void the_commands_of_somebody_who_may_not_write_there_are_carried_out_by_the_agent() throws Exception {
        World world = served.onAnotherChannel();
        Client client = world.install("commands");
        begin(client);
        assertThat(asNobody("", commands(client), "agent", "status").exitCode()).isZero();
        assertThat(asNobody("", commands(client), "update").expect(0).out()).contains("1.0 is up to date");
        world.offer(2, "optional");

        assertThat(asNobody("", commands(client), "update").expect(0).out()).contains("Updated to release 2.0");

        Files.writeString(client.file("lib/stable.bin"), "damaged");
        assertThat(asNobody("", commands(client), "repair").expect(0).out()).contains("2.0 is complete again");
        Files.delete(client.home().resolve("state/java.options"));
        assertThat(asNobody("", start(client)).expect(0).out()).contains("APP 2 UP");
        assertThat(owners(client)).containsExactly(0);
    }

    /** A26: the agent and what works for it are gone between two files of the exchange. */
    @Test
    void an_update_that_is_killed_in_the_middle_of_the_exchange_is_finished_by_the_next_agent() throws Exception {
        World world = served.onAnotherChannel();
        Client client = world.install("killed");
        String file = client.file("lib/changing.bin").toString();
        String calls = "rename,renameat,renameat2";
        begin(
                client,
                "strace",
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-P",
                file,
                "-e",
                "trace=" + calls,
                "-e",
                "inject=" + calls + ":signal=SIGKILL:when=1");
        world.offer(2, "optional");

        Command.Result killed = asNobody("", commands(client), "update", "--silent");
        endAllOfTheAgent();

        assertThat(killed.exitCode()).as(killed.all()).isEqualTo(70);
        assertThat(client.home().resolve("state/journal")).exists();
        assertThat(asNobody("", start(client)).exitCode()).isEqualTo(NO_AGENT);
        begin(client);
        assertThat(asNobody("", start(client)).expect(0).out()).contains("APP 2 UP");
        client.launcher("verify").expect(0);
        assertThat(client.home().resolve("state/journal")).doesNotExist();
        assertThat(owners(client)).containsExactly(0);
    }

    /** A23: as when a failing disk or a virus scanner holds it up in the middle. */
    @Test
    void who_gives_up_is_let_go_though_the_agent_hangs() throws Exception {
        World world = served.onAnotherChannel();
        Client client = world.install("hung");
        begin(client);
        long idle = ofTheAgent().size();
        world.offer(2, "required");
        try (Screen screen = Screen.open()) {
            var click = screen.begin(nobodys(start(client)), "en");
            screen.see("Tiny has to be updated");
            signal("-STOP");
            screen.press("Return")
                    .see("Updating")
                    .press("alt+c")
                    .see("Stop the update?")
                    .press("alt+s");

            Command.Result left = click.get(5, TimeUnit.MINUTES);
            screen.see("That did not work").press("Return").seeNo("That did not work");

            assertThat(left.exitCode()).isEqualTo(4);
            assertThat(left.err()).contains("Stopped waiting for the agent");
        } finally {
            signal("-CONT");
        }
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (ofTheAgent().size() > idle) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(asNobody("y\n", "script", "-qefc", start(client), "/dev/null")
                        .expect(0)
                        .out())
                .contains("APP 2 UP");
    }

    private List<ProcessHandle> ofTheAgent() {
        ProcessHandle begun = java.util.Objects.requireNonNull(agent).toHandle();
        return Stream.concat(Stream.of(begun), begun.descendants()).toList();
    }

    private void signal(String name) {
        for (ProcessHandle process : ofTheAgent()) {
            Command.run(List.of("kill", name, Long.toString(process.pid())));
        }
    }

    private void endAllOfTheAgent() throws InterruptedException {
        Process begun = java.util.Objects.requireNonNull(agent);
        List<ProcessHandle> all = begun.descendants().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
        begun.waitFor();
    }

    /** A8, A9: an update is told in the name of who asked for it, which he does not say himself. */
    @Test
    void the_site_is_told_who_asked_for_an_update() throws Exception {
        World world = served.onAnotherChannel();
        Client client = world.install("named");
        begin(client);
        world.offer(2, "optional");

        asNobody("", commands(client), "update").expect(0);

        assertThat(client.home().resolve("state/log/launcher.log")).content().contains("nobody asks for UPDATE");
        String updates = updatesInConsole(world);
        for (int i = 0; i < 600 && !updates.contains("nobody"); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
            updates = updatesInConsole(world);
        }
        assertThat(updates).contains("nobody");
    }

    private static String updatesInConsole(World world) throws Exception {
        HttpRequest page = HttpRequest.newBuilder(world.site().address().resolve("console/updates"))
                .header("Accept-Language", "en")
                .build();
        return HttpClient.newHttpClient()
                .send(page, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** A30, F5: who has no right, and no agent, is told so in one sentence; what is installed starts where it may. */
    @Test
    void without_an_agent_one_sentence_says_what_is_missing() throws Exception {
        World world = served.onAnotherChannel();
        Client client = world.install("alone");
        Command.Result status = asNobody("", commands(client), "agent", "status");
        Command.Result update = asNobody("", commands(client), "update", "--silent");

        assertThat(update.exitCode()).isEqualTo(NO_AGENT);
        assertThat(update.err())
                .contains("You have no right to change " + client.home(), "no agent")
                .hasLineCount(1);
        assertThat(status.exitCode()).isEqualTo(NO_AGENT);
        world.offer(2, "optional");
        assertThat(asNobody("", start(client)).expect(0).out()).contains("APP 1 UP");
        Files.delete(client.file("app.jar"));

        Command.Result damaged = asNobody("", start(client));

        assertThat(damaged.exitCode()).as(damaged.all()).isEqualTo(NO_AGENT);
        assertThat(damaged.err()).contains("You have no right to change").hasLineCount(1);
    }

    /** An agent must not run with root's rights what others can put there. */
    @Test
    void an_installation_that_others_may_change_gets_no_agent() throws Exception {
        World world = served.onAnotherChannel();
        Client client = world.install("open");
        Files.setPosixFilePermissions(client.home().resolve("launcher"), PosixFilePermissions.fromString("rwxrwxrwx"));

        Command.Result refused = client.launcher("agent", "serve");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains(
                        "others than its own account",
                        client.home().resolve("launcher").toString());
    }
}

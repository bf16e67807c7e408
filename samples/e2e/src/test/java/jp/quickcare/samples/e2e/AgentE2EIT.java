package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
        List<String> line = new ArrayList<>(List.of("setpriv", "--reuid", UID, "--regid", UID, "--clear-groups"));
        line.addAll(List.of(command));
        return Command.run(line, Map.of("HOME", "/nonexistent", "QUICKCARE_ARCHIVES", "off"), typed);
    }

    private static String start(Client client) {
        return client.home().resolve("bin/start").toString();
    }

    private static String commands(Client client) {
        return client.home().resolve("bin/launcher").toString();
    }

    private void begin(Client client) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(commands(client), "agent", "serve");
        builder.environment().put("QUICKCARE_ARCHIVES", "off");
        Process begun = builder.inheritIO().start();
        agent = begun;
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (Files.notExists(client.home().resolve("state/agent.socket"))) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            assertThat(begun.isAlive()).isTrue();
            TimeUnit.MILLISECONDS.sleep(50);
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
                        "others than the owner",
                        client.home().resolve("launcher").toString());
    }
}

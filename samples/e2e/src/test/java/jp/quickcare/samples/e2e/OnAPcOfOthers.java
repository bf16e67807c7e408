package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests on a PC whose users may not write to the program folder: root's, with root's agent and somebody else at the screen. */
abstract class OnAPcOfOthers extends OnAPc {
    static final int NO_AGENT = 17;

    private static final String UID = "65534";

    private @Nullable Process agent;

    @BeforeAll
    static void only_root_may_become_somebody_else() {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root may become somebody else");
    }

    @BeforeEach
    void everybody_may_look_into_its_folders() throws IOException {
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void the_agent_ends() throws InterruptedException {
        if (agent != null) {
            agent.destroy();
            agent.waitFor();
        }
    }

    static Command.Result asNobody(String typed, String... command) {
        return Command.run(nobodys(command), Map.of(), typed);
    }

    static List<String> nobodys(String... command) {
        List<String> line = new ArrayList<>(List.of("setpriv", "--reuid", UID, "--regid", UID, "--clear-groups"));
        line.addAll(List.of("env", "HOME=/nonexistent", "QUICKCARE_ARCHIVES=off"));
        line.addAll(List.of(command));
        return line;
    }

    String start() {
        return client.home().resolve("bin/start").toString();
    }

    String commands() {
        return client.home().resolve("bin/launcher").toString();
    }

    /** Begins the agent, as a part of another program where one is given, and waits until it is there. */
    void beginAgent(String... with) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(with));
        line.addAll(List.of(commands(), "agent", "serve"));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().put("QUICKCARE_ARCHIVES", "off");
        Process begun = builder.inheritIO().start();
        agent = begun;
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!isThere()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            assertThat(begun.isAlive()).isTrue();
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean isThere() {
        try (SocketChannel door =
                SocketChannel.open(UnixDomainSocketAddress.of(client.home().resolve("state/agent.socket")))) {
            return door.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Of all files of the installation. */
    List<Object> owners() throws IOException {
        try (var all = Files.walk(client.home())) {
            List<Object> owners = new ArrayList<>();
            for (Path path : (Iterable<Path>) all::iterator) {
                owners.add(Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS));
            }
            return owners.stream().distinct().toList();
        }
    }

    /** The agent and what works for it. */
    List<ProcessHandle> ofTheAgent() {
        ProcessHandle begun = Objects.requireNonNull(agent).toHandle();
        return Stream.concat(Stream.of(begun), begun.descendants()).toList();
    }

    void signalAgent(String name) {
        for (ProcessHandle process : ofTheAgent()) {
            Command.run(List.of("kill", name, Long.toString(process.pid())));
        }
    }

    void endAllOfTheAgent() throws InterruptedException {
        Process begun = Objects.requireNonNull(agent);
        List<ProcessHandle> all = begun.descendants().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
        begun.waitFor();
    }
}

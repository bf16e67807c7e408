package jp.quickcare.launcher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.quickcare.launcher.talk.Credentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A36: a real keyring on a message bus of its own. */
class SecretServiceIT {
    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>(System.getenv());
    private Process bus;

    @BeforeEach
    void a_desktop_with_a_keyring() throws IOException {
        for (String variable : List.of("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR")) {
            environment.put(
                    variable, Files.createDirectory(folder.resolve(variable)).toString());
        }
        bus = start("dbus-daemon", "--session", "--nofork", "--print-address");
        BufferedReader said = bus.inputReader(StandardCharsets.UTF_8);
        environment.put("DBUS_SESSION_BUS_ADDRESS", said.readLine());
    }

    @AfterEach
    void it_ends() {
        // What it started ends with it.
        bus.descendants().forEach(ProcessHandle::destroy);
        bus.destroy();
        bus.onExit().join();
    }

    private Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void unlock() throws Exception {
        Process keyring = start("gnome-keyring-daemon", "--unlock", "--components=secrets");
        try (OutputStream out = keyring.getOutputStream()) {
            out.write("the user's own password".getBytes(StandardCharsets.UTF_8));
        }
        keyring.inputReader(StandardCharsets.UTF_8).readLine();
        keyring.waitFor();
    }

    /** A36 */
    @Test
    void what_a_proxy_was_told_is_in_the_keyring_and_not_in_the_file() throws Exception {
        unlock();
        Path file = folder.resolve("proxies");
        new KeptCredentials(file).keep("proxy:3128", new Credentials("before", "clear"));

        Credentials told = new Credentials("田中", "pass:word\n");
        kept(file).keep("proxy:3128", told);

        assertThat(kept(file).find("proxy:3128")).contains(told);
        assertThat(kept(file).find("other:3128")).isEmpty();
        assertThat(new KeptCredentials(file).find("proxy:3128")).isEmpty();
    }

    /** A36: a desktop without a keyring. */
    @Test
    void where_the_keyring_does_not_take_it_the_file_does() throws Exception {
        Path file = folder.resolve("proxies");
        environment.put("PATH", folder.toString());
        Path broken = Files.writeString(folder.resolve("secret-tool"), "#!/bin/sh\nexit 1\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();

        kept(file).keep("proxy:3128", new Credentials("tanaka", "s3cret"));

        assertThat(kept(file).find("proxy:3128")).contains(new Credentials("tanaka", "s3cret"));
        assertThat(new KeptCredentials(file).find("proxy:3128")).isPresent();
    }

    private KeptCredentials kept(Path file) {
        return new KeptCredentials(file, () -> List.of(new SecretService(environment)));
    }
}

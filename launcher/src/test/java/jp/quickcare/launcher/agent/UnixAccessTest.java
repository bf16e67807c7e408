package jp.quickcare.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import jp.quickcare.launcher.home.Home;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class UnixAccessTest {
    @TempDir
    Path folder;

    private Path program(String path) throws IOException {
        Path program = folder.resolve(path);
        for (Path above = program.resolveSibling(""); !above.equals(folder); above = above.resolveSibling("")) {
            Files.createDirectories(above);
            allow(above, "rwxr-xr-x");
        }
        Files.writeString(program, "");
        allow(program, "rwxr-xr-x");
        return program;
    }

    private static void allow(Path path, String who) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(who));
    }

    /** A24: whoever can change the Java, its class data or the launcher can have the agent run what he likes. */
    @Test
    void nothing_that_the_agent_runs_may_be_changed_by_others() throws IOException {
        Home home = new Home(folder);
        for (String path : new String[] {
            "bin/launcher", "launcher/1.0/launcher.jar", "runtime/17/bin/java", "state/archive/commands.jsa"
        }) {
            Path program = program(path);
            assertThat(UnixAccess.unsafe(home)).isEmpty();
            allow(program, "rwxr-xrwx");
            assertThat(UnixAccess.unsafe(home)).contains(program.toRealPath().toString());
            allow(program, "rwxr-xr-x");
        }
    }
}

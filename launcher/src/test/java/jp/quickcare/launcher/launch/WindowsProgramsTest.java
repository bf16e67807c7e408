package jp.quickcare.launcher.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.quickcare.launcher.home.Home;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs themselves are tried on a Windows, in the end-to-end tests. */
class WindowsProgramsTest {
    @Test
    void a_runtime_in_the_installation_is_noted_relative_to_it_and_any_other_as_it_is(@TempDir Path folder)
            throws IOException {
        Home home = new Home(folder.resolve("介護"));
        Files.createDirectories(home.state());
        Path note = home.state().resolve("runtime");

        WindowsPrograms.noteRuntime(
                home, home.folder().resolve("runtime/17.0.1/bin/javaw.exe").toString());
        assertThat(note).hasContent("runtime/17.0.1");

        WindowsPrograms.noteRuntime(home, folder.resolve("java/bin/java").toString());
        assertThat(note).hasContent(folder.resolve("java").toString());
    }
}

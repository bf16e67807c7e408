package jp.quickcare.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointerTest {
    private static final Pointer.Jar JAR = new Pointer.Jar("launcher.jar", 12, 34, "ab");
    private static final Pointer.Version OLD = new Pointer.Version("1.0.0", "", List.of(JAR));
    private static final Pointer.Version NEW = new Pointer.Version("1.0.1", "cafe", List.of(JAR, JAR));

    @TempDir
    Path folder;

    @Test
    void what_is_written_is_read() throws IOException {
        File file = folder.resolve("current").toFile();
        Pointer pointer = new Pointer(NEW, Optional.of(OLD), List.of("beef"));
        pointer.write(file);
        assertThat(Pointer.read(file)).isEqualTo(pointer);
        new Pointer(OLD, Optional.empty(), List.of()).write(file);
        assertThat(Pointer.read(file)).isEqualTo(new Pointer(OLD, Optional.empty(), List.of()));
        assertThat(folder.toFile().list()).containsExactly("current");
    }

    /** A21 */
    @Test
    void falling_back_remembers_the_release_that_failed() {
        Pointer back = new Pointer(NEW, Optional.of(OLD), List.of("beef")).fallenBack(true);
        assertThat(back).isEqualTo(new Pointer(OLD, Optional.empty(), List.of("beef", "cafe")));
    }

    /** FS14 */
    @Test
    void a_pointer_cut_off_anywhere_is_refused() throws IOException {
        Path file = folder.resolve("current");
        new Pointer(NEW, Optional.of(OLD), List.of("beef")).write(file.toFile());
        String whole = Files.readString(file);
        for (int length = 0; length < whole.length(); length++) {
            Files.writeString(file, whole.substring(0, length));
            assertThatThrownBy(() -> Pointer.read(file.toFile())).isInstanceOf(IOException.class);
        }
    }

    /** FS1, FS14 */
    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/b", "a\\b", "C:evil", "..", ".", "", "a b", "日本"})
    void a_version_outside_its_folder_is_refused(String name) throws IOException {
        assertThatThrownBy(() -> new Pointer.Version(name, "", List.of())).isInstanceOf(IllegalArgumentException.class);
        Path file = folder.resolve("current");
        Files.writeString(file, "quickcare-launcher 1\nversion " + name + " -\nend\n");
        assertThatThrownBy(() -> Pointer.read(file.toFile())).isInstanceOf(IOException.class);
    }
}

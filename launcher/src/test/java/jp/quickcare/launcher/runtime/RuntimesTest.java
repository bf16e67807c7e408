package jp.quickcare.launcher.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.manifest.digest.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimesTest {
    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void make_a_home() throws IOException {
        home = new Home(folder.resolve("home"));
        Files.createDirectories(home.state());
    }

    private Path packaged(String name, String release) throws IOException {
        Path runtime = Files.createDirectories(folder.resolve(name));
        Files.createDirectories(runtime.resolve("bin"));
        Files.writeString(runtime.resolve("bin/java"), name);
        Files.writeString(runtime.resolve("release"), release);
        return runtime;
    }

    @Test
    void the_runtime_of_the_package_is_copied_under_its_version_and_in_force() throws IOException {
        Runtimes.installFirst(home, packaged("packaged", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"17.0.9\"\n"));
        assertThat(Runtimes.inForce(home)).contains(home.folder().resolve("runtime/17.0.9"));
        assertThat(home.folder().resolve("runtime/17.0.9/bin/java")).hasContent("packaged");
    }

    /** A31: jlink makes legal notices that nobody may write; whoever is not root could not flush such a file. */
    @Test
    void what_is_read_only_in_the_package_can_be_written_by_its_owner_in_the_installation() throws IOException {
        Path packaged = packaged("packaged", "JAVA_VERSION=\"17.0.9\"\n");
        Path notice =
                Files.createDirectories(packaged.resolve("legal/java.base")).resolve("LICENSE");
        Files.writeString(notice, "licence");
        assertThat(notice.toFile().setReadOnly()).isTrue();
        Runtimes.installFirst(home, packaged);

        Path installed = home.folder().resolve("runtime/17.0.9/legal/java.base/LICENSE");
        assertThat(installed).hasContent("licence");
        if (Files.getFileStore(installed).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(installed)).contains(PosixFilePermission.OWNER_WRITE);
        } else {
            assertThat(Files.isWritable(installed)).isTrue();
        }
    }

    /** SPEC A26: a kill while it was copied leaves no runtime in force, and the next try finishes. */
    @Test
    void half_a_copy_is_never_in_force_and_the_next_install_makes_it_whole() throws IOException {
        Path half = Runtimes.begin(home, "17.0.9");
        Files.createDirectories(half.resolve("bin"));
        Files.writeString(half.resolve("bin/rest"), "of a copy that was cut short");
        assertThat(Runtimes.inForce(home)).isEmpty();

        Runtimes.installFirst(home, packaged("packaged", "JAVA_VERSION=\"17.0.9\"\n"));
        assertThat(Runtimes.inForce(home)).isPresent();
        assertThat(home.folder().resolve("runtime/17.0.9/bin/rest")).doesNotExist();
    }

    @Test
    void a_package_without_a_runtime_changes_nothing() throws IOException {
        Runtimes.installFirst(home, folder.resolve("none"));
        assertThat(Runtimes.inForce(home)).isEmpty();
        assertThat(Runtimes.folder(home)).doesNotExist();
    }

    @Test
    void a_version_that_is_no_name_of_a_folder_is_refused() throws IOException {
        Path packaged = packaged("packaged", "JAVA_VERSION=\"../../evil\"\n");
        assertThatThrownBy(() -> Runtimes.installFirst(home, packaged)).isInstanceOf(IOException.class);
        assertThat(Runtimes.inForce(home)).isEmpty();
    }

    @Test
    void a_pointer_that_leads_out_of_the_folder_counts_as_none() throws IOException {
        Files.createDirectories(Runtimes.folder(home));
        Files.writeString(Runtimes.folder(home).resolve("current"), "../app\n");
        Files.createDirectories(home.app());
        assertThat(Runtimes.inForce(home)).isEmpty();
    }

    @Test
    void old_runtimes_are_removed_and_the_one_in_force_stays() throws IOException {
        Runtimes.installFirst(home, packaged("packaged", "JAVA_VERSION=\"17.0.9\"\n"));
        Path old = Runtimes.begin(home, "17.0.8");
        Runtimes.finish(home, old, new Runtimes.Named("17.0.8", "", 0));
        Path next = Runtimes.begin(home, "17.0.10");
        Runtimes.finish(home, next, new Runtimes.Named("17.0.10", "", 0));
        Runtimes.removeOld(home);
        assertThat(home.folder().resolve("runtime"))
                .isDirectoryContaining(path -> path.endsWith("17.0.10"))
                .isDirectoryNotContaining(path -> path.endsWith("17.0.8"))
                .isDirectoryNotContaining(path -> path.endsWith("17.0.9"));
    }

    /** A22: a virus scanner, or a launcher of that day, may have been at fault. */
    @Test
    void a_runtime_that_did_not_run_is_tried_again_with_another_launcher_or_a_day_later() throws IOException {
        Sha256 release = Sha256.of(new byte[] {1});
        Instant then = Instant.parse("2026-11-21T09:00:00Z");
        Files.createDirectories(Runtimes.folder(home));
        Runtimes.noteFailed(home, release, "1.0.0", then);
        Runtimes.noteFailed(home, Sha256.of(new byte[] {2}), "1.0.0", then);

        assertThat(Runtimes.hasFailed(home, release, "1.0.0", then.plus(Duration.ofHours(23))))
                .isTrue();
        assertThat(Runtimes.hasFailed(home, Sha256.of(new byte[] {3}), "1.0.0", then))
                .isFalse();
        assertThat(Runtimes.hasFailed(home, release, "1.0.1", then)).isFalse();
        assertThat(Runtimes.hasFailed(home, release, "1.0.0", then.plus(Duration.ofDays(1))))
                .isFalse();

        Runtimes.noteFailed(home, release, "1.0.0", then.plus(Duration.ofDays(1)));
        assertThat(Runtimes.hasFailed(home, release, "1.0.0", then.plus(Duration.ofDays(1))))
                .isTrue();
        assertThat(Runtimes.folder(home).resolve("failed")).content().hasLineCount(2);
    }
}

package jp.quickcare.launcher.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.quickcare.launcher.durable.RealFolders.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {
    @TempDir
    Path folder;

    @Test
    void a_write_that_fails_in_the_middle_leaves_the_file_as_it_was() throws Exception {
        Path file = folder.resolve("file");
        DurableFiles.write(file, new byte[] {1});
        assertThatThrownBy(() -> DurableFiles.write(file, out -> {
                    out.write(2);
                    throw new IOException("enough");
                }))
                .hasMessage("enough");
        assertThat(file).hasBinaryContent(new byte[] {1});
        assertThat(DurableFiles.children(folder)).containsExactly(file);
    }

    /** FS2 */
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Wine makes no links")
    @Test
    void a_link_planted_where_a_file_is_to_be_written_is_replaced_and_not_written_through() throws Exception {
        Path outside = Files.writeString(folder.resolve("outside"), "outside");
        Path file = folder.resolve("file");
        Files.createSymbolicLink(file, outside);
        Files.createSymbolicLink(folder.resolve("file" + DurableFiles.UNFINISHED), outside);
        DurableFiles.write(file, new byte[] {1});
        assertThat(outside).hasContent("outside");
        assertThat(file).isRegularFile().hasBinaryContent(new byte[] {1});
        assertThat(Files.isSymbolicLink(file)).isFalse();
    }

    @Test
    void a_move_never_replaces() throws Exception {
        Path from = Files.writeString(folder.resolve("from"), "from");
        Path to = Files.writeString(folder.resolve("to"), "to");
        assertThatThrownBy(() -> DurableFiles.move(from, to)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(from).hasContent("from");
        assertThat(to).hasContent("to");
    }

    /** FS2 */
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Wine makes no links")
    @Test
    void a_tree_is_deleted_with_its_links_and_without_what_they_lead_to() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("keep"), "keep");
        Path tree = Files.createDirectories(folder.resolve("tree/deep"));
        Files.createSymbolicLink(tree.resolve("link"), outside);
        DurableFiles.deleteTree(folder.resolve("tree"));
        assertThat(folder.resolve("tree")).doesNotExist();
        assertThat(outside.resolve("keep")).exists();
    }

    /** FS2 */
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Wine makes no links")
    @Test
    void what_lies_behind_a_link_is_never_taken_for_what_is_there() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("file"), "file");
        Path root = Files.createDirectories(folder.resolve("root/real"));
        Files.writeString(root.resolve("file"), "file");
        Files.createSymbolicLink(folder.resolve("root/link"), outside);
        Files.createSymbolicLink(folder.resolve("root/real/linked"), outside.resolve("file"));
        RealFolders folders = new RealFolders(folder.resolve("root"));
        assertThat(folders.standing("real")).isEqualTo(Standing.FOLDER);
        assertThat(folders.standing("real/file")).isEqualTo(Standing.FILE);
        assertThat(folders.standing("real/linked")).isEqualTo(Standing.OTHER);
        assertThat(folders.standing("link")).isEqualTo(Standing.OTHER);
        assertThat(folders.standing("link/file")).isEqualTo(Standing.OTHER);
        assertThat(folders.standing("real/file/below")).isEqualTo(Standing.OTHER);
        assertThat(folders.standing("none/below")).isEqualTo(Standing.ABSENT);
        assertThatThrownBy(() -> folders.standing("/etc/passwd")).isInstanceOf(IllegalArgumentException.class);
    }
}

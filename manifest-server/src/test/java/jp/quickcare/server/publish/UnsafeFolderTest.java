package jp.quickcare.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jp.quickcare.server.testing.ClientView;
import jp.quickcare.server.testing.Commands;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.Trees;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FS1 to FS7: a folder with names or files that are not safe on every PC does not become a release. */
class UnsafeFolderTest {
    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    /** FS1, FS3, FS4, FS5, FS6, FS7 */
    @ParameterizedTest
    @CsvSource({
        "FS1, '..\\evil.jar', meaning on Windows",
        "FS1, 'C:evil.jar', meaning on Windows",
        "FS3, 'CON', name of a device",
        "FS3, 'nul.txt', name of a device",
        "FS3, 'AUX .log', name of a device",
        "FS3, 'COM\u00b9', name of a device",
        "FS3, 'CONIN$', name of a device",
        "FS4, 'file:stream', meaning on Windows",
        "FS4, 'file::$DATA', meaning on Windows",
        "FS4, 'dir::$INDEX_ALLOCATION', meaning on Windows",
        "FS5, 'dot.', at its edge",
        "FS5, ' space', at its edge",
        "FS5, 'a\u202etxt.exe', cannot be seen",
        "FS5, 'a\u200bb', cannot be seen",
        "FS6, 'e\u0301.txt', composed form",
        "FS7, 'PROGRA~1', short name"
    })
    void a_name_that_means_something_else_on_some_system_is_refused(String id, String name, String reason)
            throws Exception {
        World world = new World(temp).initVendor().publish("1.0");
        Path bad = Files.writeString(world.application("1.1").resolve(name), id);
        requireRefused(world, reason);
        Files.delete(bad);
        requireNextPublishSucceeds(world);
    }

    /** FS6 */
    @Test
    void two_names_that_some_file_systems_take_for_one_are_refused() throws Exception {
        World world = new World(temp).initVendor().publish("1.0");
        Path bad = Files.writeString(world.application("1.1").resolve("APP.jar"), "other");
        requireRefused(world, "is the same file as another");
        Files.delete(bad);

        Path folder = Files.createDirectory(world.application("1.1").resolve("LIB"));
        Files.writeString(folder.resolve("x.jar"), "other");
        requireRefused(world, "spells a folder in another way");
        Trees.delete(folder);
        requireNextPublishSucceeds(world);
    }

    /** FS2 */
    @Test
    void links_and_special_files_are_refused() throws Exception {
        World world = new World(temp).initVendor().publish("1.0");
        Path secret = Files.writeString(temp.resolve("secret"), "secret");
        Path link = Files.createSymbolicLink(world.application("1.1").resolve("link.jar"), secret);
        requireRefused(world, "is a link");
        Files.delete(link);

        Path folderLink = Files.createSymbolicLink(world.application("1.1").resolve("linked"), temp);
        requireRefused(world, "is a link");
        Files.delete(folderLink);

        Path pipe = world.application("1.1").resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        requireRefused(world, "no ordinary file");
        Files.delete(pipe);
        requireNextPublishSucceeds(world);
    }

    private static void requireRefused(World world, String reason) throws Exception {
        Map<String, String> before = Trees.digests(world.vendor().resolve("repository"));
        assertThat(Commands.run(world.publishing("1.1")).expect(2).err()).contains(reason);
        assertThat(Trees.digests(world.vendor().resolve("repository"))).isEqualTo(before);
        assertThat(ClientView.ofVendor(world.vendor())).containsExactly("qc/1.0/any.json");
    }

    private static void requireNextPublishSucceeds(World world) throws Exception {
        world.publish("1.1");
        assertThat(ClientView.ofVendor(world.vendor())).hasSize(2);
    }
}

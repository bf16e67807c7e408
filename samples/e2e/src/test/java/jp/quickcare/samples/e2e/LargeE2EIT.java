package jp.quickcare.samples.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases that are large in one way or the other: no file is ever held whole in memory, and none waits for all others. */
class LargeE2EIT {
    /** The server compiles as it does by itself: what digests gigabytes is no command that is over in a moment. */
    private static final Map<String, String> SMALL_HEAP =
            Map.of("JAVA_TOOL_OPTIONS", "-Xmx64m", Product.SERVER_OPTIONS, "");

    private static final long LARGE_BYTES = 3L << 30;
    private static final int LARGE_NOISE_BYTES = 80 << 20;
    private static final int FOLDERS = 300;
    private static final int FILES_IN_EACH = 100;

    @TempDir
    Path temp;

    private World world;
    private Client client;

    @BeforeEach
    void a_pc_has_a_small_release() {
        world = World.offering(temp, "required");
        client = world.install("home");
    }

    @AfterEach
    void the_server_ends() {
        world.close();
    }

    /**
     * A24: one file of 3 GB, and 80 MB that cannot be compressed, each process with a heap of 64 MB. The large one is
     * nearly empty, so that little has to be moved; what it is read, written and compared as is all of its length.
     */
    @Test
    void a_file_of_3_gigabytes_is_published_imported_and_brought_within_a_small_heap() throws IOException {
        Path release = TinyApplication.write(temp, 2);
        try (RandomAccessFile large =
                new RandomAccessFile(release.resolve("large.bin").toFile(), "rw")) {
            large.setLength(LARGE_BYTES);
            for (long at : List.of(1L << 30, (1L << 31) + 1, LARGE_BYTES - 8)) {
                large.seek(at);
                large.writeLong(at);
            }
        }
        byte[] noise = new byte[LARGE_NOISE_BYTES];
        new Random(1).nextBytes(noise);
        Files.write(release.resolve("noise.bin"), noise);
        offer(release);
        Files.delete(release.resolve("large.bin"));

        Command.run(List.of(client.home().resolve("bin/launcher").toString(), "update", "--silent"), SMALL_HEAP, "")
                .expect(0);

        assertThat(client.click().expect(0).out()).contains("APP 2 UP");
        assertThat(Files.mismatch(client.file("noise.bin"), release.resolve("noise.bin")))
                .isEqualTo(-1);
        try (RandomAccessFile large =
                new RandomAccessFile(client.file("large.bin").toFile(), "r")) {
            assertThat(large.length()).isEqualTo(LARGE_BYTES);
            large.seek((1L << 31) + 1);
            assertThat(large.readLong()).isEqualTo((1L << 31) + 1);
        }
    }

    /** A24, A26, A33, A35: each file waits for the disk with many others, or this takes minutes. */
    @Test
    void a_release_of_30_000_small_files_is_published_imported_brought_and_taken_back() throws IOException {
        Path release = TinyApplication.write(temp, 2);
        for (int folder = 0; folder < FOLDERS; folder++) {
            Path made = Files.createDirectories(release.resolve("forms/" + folder));
            for (int file = 0; file < FILES_IN_EACH; file++) {
                Files.writeString(made.resolve(file + ".txt"), "form " + folder + "-" + file + "\n", UTF_8);
            }
        }
        offer(release);

        client.launcher("update", "--silent").expect(0);

        assertThat(client.click().expect(0).out()).contains("APP 2 UP");
        assertThat(client.files()).hasSizeGreaterThan(FOLDERS * FILES_IN_EACH);
        assertThat(client.file("forms/299/99.txt")).hasContent("form 299-99");
        client.launcher("verify").expect(0);

        client.launcher("rollback").expect(0);

        assertThat(client.files()).hasSizeLessThan(20).contains("old.txt");
        client.launcher("verify").expect(0);
    }

    /** Without deltas: there is nothing in the small release that they could begin with. */
    private void offer(Path release) {
        server(
                "publish",
                "--deltas",
                "0",
                "--dir",
                world.vendor().folder().toString(),
                "--app",
                "tiny",
                "--version",
                "2.0",
                "--platform",
                "linux-x64",
                "--from",
                release.toString(),
                "--release-file",
                temp.resolve("r2.json").toString());
        server(
                "import",
                "--dir",
                world.site().folder().toString(),
                "--from",
                world.vendor().repository().toString());
        world.offer(2, "required");
    }

    private static void server(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Product.server()));
        command.addAll(List.of(arguments));
        Command.run(command, SMALL_HEAP, "").expect(0);
    }
}

package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jp.quickcare.manifest.digest.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server, or whoever stands between, hands out what the release does not say; or the release is strange itself. */
class LiesE2EIT {
    @TempDir
    Path temp;

    private World world;

    @BeforeEach
    void a_site_offers_the_first_release() {
        world = World.offering(temp, "optional");
    }

    @AfterEach
    void the_server_ends() {
        world.close();
    }

    /** TR8, CT1 */
    @Test
    void two_genuine_files_of_different_releases_that_are_exchanged_on_the_way_are_refused() throws IOException {
        Client client = world.install("home");
        world.release(2);
        world.offer(2, "required");
        Path older = object(temp.resolve("r1/lib/changing.bin"));
        Path newer = object(temp.resolve("r2/lib/changing.bin"));
        exchange(older, newer);

        Command.Result update = client.launcher("update", "--silent");

        assertThat(update.exitCode()).isIn(5, 6);
        assertThat(update.err()).isNotBlank().doesNotContain("\tat ");
        assertThat(client.files()).contains("old.txt", "docs/manual.txt");
        client.launcher("verify").expect(0);

        exchange(older, newer);
        client.launcher("update", "--silent").expect(0);
        assertThat(client.click().expect(0).out()).contains("APP 2 UP");
    }

    /** TR8, MT7: the manifest of one release under the name of another. */
    @Test
    void the_manifest_of_another_release_is_refused() throws IOException {
        Client client = world.install("home");
        world.release(2);
        world.offer(2, "required");
        Path first = manifest("1.0");
        Path second = manifest("2.0");
        exchange(first, second);

        assertThat(client.launcher("update", "--silent").exitCode()).isIn(5, 6);
        assertThat(client.files()).contains("old.txt");

        exchange(first, second);
        client.launcher("update", "--silent").expect(0);
        assertThat(client.click().expect(0).out()).contains("APP 2 UP");
    }

    /** CT7: an archive is bytes to us. Nothing unpacks it, and it arrives bit for bit. */
    @Test
    void hostile_archives_in_a_release_are_carried_unopened_and_whole() throws IOException {
        Path folder = TinyApplication.write(temp, 2);
        List<Path> archives = List.of(
                bomb(folder.resolve("bomb.zip")),
                manyEntries(folder.resolve("many.zip")),
                duplicateNames(folder.resolve("duplicates.jar")),
                surrounded(folder.resolve("surrounded.jar")),
                climbing(folder.resolve("climbing.zip")));
        world.vendor().publish("tiny", "2.0", folder);
        world.site().importFrom(world.vendor());
        world.offer(2, "required");

        Client client = world.install("home");

        for (Path archive : archives) {
            Path installed = client.file(archive.getFileName().toString());
            assertThat(Files.mismatch(installed, archive)).as("%s", installed).isEqualTo(-1);
        }
        assertThat(temp.resolve("evil.txt")).doesNotExist();
        assertThat(client.click().expect(0).out()).contains("APP 2 UP");
    }

    /** CT8, CT9 */
    @Test
    void a_jar_that_reaches_outside_its_release_is_not_published() throws IOException {
        Path folder = TinyApplication.write(temp, 2);
        try (OutputStream out = Files.newOutputStream(folder.resolve("app.jar"));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write("Manifest-Version: 1.0\r\nClass-Path: ../evil.jar\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        }

        Command.Result publish = Command.run(List.of(
                Product.server(),
                "publish",
                "--dir",
                world.vendor().folder().toString(),
                "--app",
                "tiny",
                "--version",
                "2.0",
                "--platform",
                "linux-x64",
                "--from",
                folder.toString(),
                "--release-file",
                temp.resolve("r2.json").toString()));

        assertThat(publish.exitCode()).isEqualTo(2);
        assertThat(publish.err()).contains("app.jar", "../evil.jar");
        world.release(3);
        world.offer(3, "required");
        assertThat(world.install("home").click().expect(0).out()).contains("APP 3 UP");
    }

    private Path object(Path content) throws IOException {
        String sha256 = Sha256.of(Files.readAllBytes(content)).hex();
        return world.site().folder().resolve("repository/objects/" + sha256.substring(0, 2) + "/" + sha256);
    }

    private Path manifest(String version) throws IOException {
        try (var files = Files.list(world.site().folder().resolve("repository/release/targets/tiny/" + version))) {
            return files.findFirst().orElseThrow();
        }
    }

    private void exchange(Path one, Path other) throws IOException {
        Path aside = temp.resolve("aside");
        Files.move(one, aside);
        Files.move(other, one);
        Files.move(aside, other);
    }

    private static Path bomb(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("zeros"));
            byte[] zeros = new byte[1 << 20];
            for (int megabyte = 0; megabyte < 300; megabyte++) {
                zip.write(zeros);
            }
        }
        return file;
    }

    private static Path manyEntries(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setMethod(ZipOutputStream.STORED);
            for (int i = 0; i < 100_000; i++) {
                ZipEntry entry = new ZipEntry(Integer.toString(i));
                entry.setSize(0);
                entry.setCrc(new CRC32().getValue());
                zip.putNextEntry(entry);
            }
        }
        return file;
    }

    /** Two entries of one name: the name in the local header and in the directory is changed afterwards. */
    private static Path duplicateNames(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("name-a"));
            zip.putNextEntry(new ZipEntry("name-b"));
        }
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        return Files.writeString(file, bytes.replace("name-b", "name-a"), StandardCharsets.ISO_8859_1);
    }

    /** Data before and after, and a local header that names another file than the directory does. */
    private static Path surrounded(Path file) throws IOException {
        duplicateNames(file);
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        return Files.writeString(
                file,
                "#!/bin/sh\nexit 1\n" + bytes.replaceFirst("name-a", "name-z") + "trailing",
                StandardCharsets.ISO_8859_1);
    }

    private static Path climbing(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("../../evil.txt"));
            zip.write(new byte[] {1});
        }
        return file;
    }
}

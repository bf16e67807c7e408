package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No file is ever held whole in memory, on either side. */
class LargeE2EIT {
    private static final int MEGABYTE = 1 << 20;
    private static final Map<String, String> SMALL_HEAP = Map.of("JAVA_TOOL_OPTIONS", "-Xmx64m");

    @TempDir
    Path temp;

    /** A24: 500 MB in files of 100 MB, through a heap of 64 MB. */
    @Test
    void an_application_of_500_megabytes_is_published_installed_and_updated_within_a_small_heap() throws IOException {
        Vendor vendor = Vendor.init(temp.resolve("vendor"), "tiny");
        Path first = large(1);
        publish(vendor, "1.0", first);
        try (Site site = Site.init(temp.resolve("site"), vendor)) {
            site.importFrom(vendor);
            site.offer("tiny", "1.0", "required");
            site.serve();
            Path home = temp.resolve("home");
            Command.run(Client.installCommand(home, "tiny", site, vendor), SMALL_HEAP, "")
                    .expect(0);
            publish(vendor, "2.0", large(2));
            site.importFrom(vendor);
            site.offer("tiny", "2.0", "required");

            Command.run(List.of(home.resolve("bin/launcher").toString(), "update", "--silent"), SMALL_HEAP, "")
                    .expect(0);

            Client client = new Client(home, "tiny");
            assertThat(client.click().expect(0).out()).contains("APP 2 UP");
            assertThat(Files.mismatch(client.file("big2.bin"), temp.resolve("r2/big2.bin")))
                    .isEqualTo(-1);
            client.launcher("verify").expect(0);
        }
    }

    private void publish(Vendor vendor, String version, Path release) {
        Command.run(
                        List.of(
                                Product.server(),
                                "publish",
                                // Minutes for what has no likeness; and this is about whole files.
                                "--deltas",
                                "0",
                                "--dir",
                                vendor.folder().toString(),
                                "--app",
                                "tiny",
                                "--version",
                                version,
                                "--platform",
                                "linux-x64",
                                "--from",
                                release.toString(),
                                "--release-file",
                                release.resolveSibling(release.getFileName() + ".json")
                                        .toString()),
                        SMALL_HEAP,
                        "")
                .expect(0);
    }

    /** Four files that compress badly, one that does well; from release to release three of them change. */
    private Path large(int release) throws IOException {
        Path folder = TinyApplication.write(temp, release);
        for (int i = 0; i < 5; i++) {
            Random random = new Random(i < 2 ? i : 10L * release + i);
            byte[] block = new byte[MEGABYTE];
            try (OutputStream out =
                    new BufferedOutputStream(Files.newOutputStream(folder.resolve("big" + i + ".bin")))) {
                for (int megabyte = 0; megabyte < 100; megabyte++) {
                    if (i < 4) {
                        random.nextBytes(block);
                    } else {
                        block[megabyte] = (byte) (random.nextInt() | 1);
                    }
                    out.write(block);
                }
            }
        }
        return folder;
    }
}

package jp.quickcare.server.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.quickcare.server.testing.ClientView;
import jp.quickcare.server.testing.Commands;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.PackagedServer;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FS10: a full disk is one clear sentence, the old state stays, and with room the same command works. */
class DiskFullIT {
    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    /** From the n-th write on, every write and flush fails as on a full disk. */
    private static List<String> fullFrom(int n) {
        return List.of(
                "strace",
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-e",
                "trace=pwrite64,fsync",
                "-e",
                "inject=pwrite64,fsync:error=ENOSPC:when=" + n + "+");
    }

    private static void requireClean(PackagedServer.Ended ended, int n) {
        assertThat(ended.exitCode()).as("from %s on: %s", n, ended.output()).isEqualTo(7);
        assertThat(ended.output().lines()).as(ended.output()).hasSize(1);
        assertThat(ended.output()).contains("No space left on device").doesNotContain("Exception");
    }

    /** FS10 */
    @Test
    void a_publish_without_room_changes_nothing() throws Exception {
        World world = new World(temp).initVendor().publish("1.0");
        Object[] publish = world.publishing("1.1");
        for (int n : new int[] {1, 3, 6, 9}) {
            requireClean(PackagedServer.run(fullFrom(n), publish), n);
            assertThat(ClientView.ofVendor(world.vendor())).containsExactly("qc/1.0/any.json");
        }
        Commands.run(publish).expect(0);
        assertThat(ClientView.ofVendor(world.vendor())).hasSize(2);
    }

    /** FS10, SA1 */
    @Test
    void an_import_and_an_offer_without_room_change_nothing() throws Exception {
        World world = World.offering(temp, "required").publish("1.1");
        Object[] take = {"import", "--dir", world.site(), "--from", world.vendor()};
        for (int n : new int[] {1, 3, 5}) {
            requireClean(PackagedServer.run(fullFrom(n), take), n);
            assertThat(ClientView.ofSite(world.site())).containsExactly("QC qc/1.0/any.json required");
            assertThat(ClientView.listedAtSite(world.site())).containsExactly("qc/1.0/any.json");
        }
        world.importAll();
        Object[] offer = {"offer", "--dir", world.site(), "--app", "qc", "--channel", "QC", "--mode", "optional"};
        for (int n : new int[] {1, 3}) {
            requireClean(PackagedServer.run(fullFrom(n), offer), n);
            assertThat(ClientView.ofSite(world.site())).containsExactly("QC qc/1.0/any.json required");
        }
        Commands.run(offer).expect(0);
        assertThat(ClientView.ofSite(world.site())).containsExactly("QC qc/1.1/any.json optional");
    }

    /** FS10 */
    @Test
    void a_volume_that_is_really_full_is_told_as_such() throws Exception {
        Path volume = Files.createDirectory(temp.resolve("volume"));
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", volume.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        // For those who may not mount, the calls that fail above stand for this; it counts as skipped, not as passed.
        assumeTrue(mount.waitFor() == 0, "needs the right to mount");
        try {
            World world = new World(temp).initVendor();
            Path vendor = jp.quickcare.server.testing.Trees.copy(world.vendor(), volume.resolve("vendor"));
            Path app = world.application("1.0");
            byte[] big = new byte[1_000_000];
            new java.util.Random(3).nextBytes(big);
            Files.write(app.resolve("big.bin"), big);
            List<Object> publish = new ArrayList<>(List.of(world.publishing("1.0")));
            publish.set(2, vendor);

            assertThat(Commands.run(publish.toArray()).expect(7).err()).contains("No space left on device");

            assertThat(ClientView.ofVendor(vendor)).isEmpty();
            Files.delete(app.resolve("big.bin"));
            Commands.run(publish.toArray()).expect(0);
            assertThat(ClientView.ofVendor(vendor)).hasSize(1);
        } finally {
            new ProcessBuilder("umount", volume.toString()).start().waitFor();
        }
    }
}

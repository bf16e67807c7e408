package jp.quickcare.server.deltas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jp.quickcare.delta.apply.DeltaApplier;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseDelta;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.server.testing.Commands;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.Trees;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F3: a release comes with deltas from those before it, and everybody on the way may lose them. */
class DeltasTest {
    @TempDir(factory = MemoryFolder.class)
    private static Path shared = Path.of("");

    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    /** Three releases, published once; each test works on a copy. */
    @BeforeAll
    static void three_releases() throws Exception {
        World world = new World(shared).initVendor();
        for (int release = 1; release <= 3; release++) {
            Commands.Result published = publish(world, release).expect(0);
            if (release == 3) {
                assertThat(published.out()).contains("Delta from 2.0:").contains("Delta from 1.0:");
            }
        }
    }

    private World copy() throws IOException {
        World world = new World(temp);
        Trees.copy(shared.resolve("vendor"), world.vendor());
        return world;
    }

    private static Commands.Result publish(World world, int release, Object... more) throws IOException {
        List<Object> command = new ArrayList<>(List.of(world.publishing(release + ".0")));
        // Written over what the world wrote.
        library(world.vendor().resolveSibling("app-" + release + ".0").resolve("lib/library.jar"), release);
        command.addAll(List.of(more));
        return Commands.run(command.toArray());
    }

    /** Some 200 entries that do not compress well, of which one changes with each release. */
    private static void library(Path jar, int release) throws IOException {
        Random random = new Random(7);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (int entry = 0; entry < 200; entry++) {
                byte[] noise = new byte[1000];
                random.nextBytes(noise);
                if (entry == 50) {
                    noise[500] = (byte) release;
                }
                ZipEntry named = new ZipEntry("entry" + entry);
                named.setTime(1_700_000_000_000L);
                zip.putNextEntry(named);
                zip.write(noise);
            }
        }
    }

    private static Path manifestFile(Path folder, int release) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("repository/release/targets/qc/" + release + ".0"))) {
            return files.findFirst().orElseThrow();
        }
    }

    private static ReleaseManifest manifest(Path folder, int release) throws Exception {
        return ReleaseManifest.parse(Files.readAllBytes(manifestFile(folder, release)));
    }

    private static Path object(Path folder, Sha256 sha256) {
        return folder.resolve("repository/objects/" + sha256.hex().substring(0, 2) + "/" + sha256.hex());
    }

    private static Path delta(Path folder, int index) throws Exception {
        return object(folder, manifest(folder, 3).deltas().get(index).sha256());
    }

    /** F3 */
    @Test
    void a_release_names_deltas_from_those_before_it_newest_first_and_each_makes_its_changed_files() throws Exception {
        Path vendor = shared.resolve("vendor");
        ReleaseManifest third = manifest(vendor, 3);

        assertThat(third.deltas().stream().map(ReleaseDelta::from))
                .containsExactly(
                        Sha256.of(Files.readAllBytes(manifestFile(vendor, 2))),
                        Sha256.of(Files.readAllBytes(manifestFile(vendor, 1))));
        for (int from = 1; from <= 2; from++) {
            ReleaseDelta delta = third.deltas().get(2 - from);
            Path file = object(vendor, delta.sha256());
            assertThat(file).hasSize(delta.lengthBytes());
            assertThat(delta.lengthBytes()).isLessThan(4_000);
            Path made = Files.createDirectory(temp.resolve("made" + from));
            assertThat(DeltaApplier.apply(
                            file,
                            shared.resolve("app-" + from + ".0"),
                            manifest(vendor, from).files(),
                            third.files(),
                            made))
                    .hasSize(2);
        }
        assertThat(vendor.resolve("work")).doesNotExist();
        Commands.run("verify", "--dir", vendor).expect(0);
    }

    /** F3 */
    @Test
    void the_same_releases_give_the_same_deltas_at_another_vendor() throws Exception {
        World other = new World(temp).initVendor();
        for (int release = 1; release <= 3; release++) {
            publish(other, release).expect(0);
        }

        assertThat(Trees.digests(other.vendor().resolve("repository/objects")))
                .isEqualTo(Trees.digests(shared.resolve("vendor/repository/objects")));
        assertThat(manifestFile(other.vendor(), 3).getFileName())
                .isEqualTo(manifestFile(shared.resolve("vendor"), 3).getFileName());
    }

    /** F3 */
    @Test
    void publishing_again_changes_nothing_whatever_deltas_are_asked_for_and_brings_a_lost_one_back() throws Exception {
        World world = copy();
        Map<String, String> before = Trees.digests(world.vendor());

        assertThat(publish(world, 3, "--deltas", "0").expect(0).out()).startsWith("Unchanged");
        assertThat(publish(world, 2).expect(0).out()).startsWith("Unchanged");
        Files.delete(delta(world.vendor(), 0));
        Files.writeString(delta(world.vendor(), 1), "damaged");
        assertThat(Commands.run("verify", "--dir", world.vendor())
                        .expect(11)
                        .out()
                        .lines())
                .hasSize(2);
        publish(world, 3).expect(0);

        assertThat(Trees.digests(world.vendor())).isEqualTo(before);
    }

    /** F3 */
    @Test
    void so_many_deltas_are_made_as_are_asked_for() throws Exception {
        World world = copy();

        publish(world, 4, "--deltas", "1").expect(0);
        publish(world, 5, "--deltas", "0").expect(0);

        assertThat(manifest(world.vendor(), 4).deltas()).hasSize(1);
        assertThat(manifest(world.vendor(), 5).deltas()).isEmpty();
        assertThat(publish(world, 6, "--deltas", "65").expect(2).err()).contains("--deltas", "64");
        assertThat(publish(world, 6, "--delta-memory", "10").expect(2).err()).contains("--delta-memory");
    }

    /** F3, CT1: what is left out or wrong at the source is done without. */
    @Test
    void a_site_takes_the_deltas_over_that_its_source_has_and_does_without_the_others() throws Exception {
        World world = copy().initSite();
        Files.delete(delta(world.vendor(), 0));
        Files.writeString(delta(world.vendor(), 1), "x".repeat((int) Files.size(delta(world.vendor(), 1))));

        Commands.Result imported = Commands.run("import", "--dir", world.site(), "--from", world.vendor())
                .expect(0);

        assertThat(imported.out()).contains("2 of the deltas were not to be had");
        assertThat(delta(world.site(), 0)).doesNotExist();
        assertThat(delta(world.site(), 1)).doesNotExist();
        Commands.run("verify", "--dir", world.site()).expect(0);

        publish(world, 3).expect(0);
        world.importAll();
        assertThat(delta(world.site(), 0)).hasSameBinaryContentAs(delta(shared.resolve("vendor"), 0));
        assertThat(delta(world.site(), 1)).exists();
    }

    /** F3 */
    @Test
    void deltas_go_with_their_release() throws Exception {
        World world = copy().initSite().importAll().offer("required");
        Path stays = delta(world.site(), 0);
        Commands.run("gc", "--dir", world.site()).expect(0);
        assertThat(stays).exists();

        for (int release = 4; release <= 5; release++) {
            publish(world, release).expect(0);
            world.importAll().offer("required");
        }
        Commands.run("gc", "--dir", world.site()).expect(0);

        assertThat(stays).doesNotExist();
        assertThat(object(
                        world.site(), manifest(world.site(), 5).deltas().get(0).sha256()))
                .exists();
    }

    /** F3, FS9: what was finished is taken, what was not is made again, and the result is the same. */
    @Test
    void a_publication_that_was_killed_goes_on_with_its_finished_deltas() throws Exception {
        World twin = new World(Files.createDirectory(temp.resolve("twin")));
        Trees.copy(shared.resolve("vendor"), twin.vendor());
        publish(twin, 4, "--deltas", "2").expect(0);
        ReleaseManifest fourth = manifest(twin.vendor(), 4);
        Sha256 draft = Sha256.of(
                fourth.withDeltas(List.of()).withChunks(Optional.empty()).toBytes());
        World world = copy();
        Path work = Files.createDirectories(world.vendor().resolve("work/deltas"));
        ReleaseDelta finished = fourth.deltas().get(0);
        Path left = work.resolve(finished.from() + "-" + draft + ".qcd");
        Files.write(left, Files.readAllBytes(object(twin.vendor(), finished.sha256())));
        Files.writeString(work.resolve("." + fourth.deltas().get(1).from() + "-" + draft + ".qcd.tmp"), "half");
        Files.createDirectories(work.resolve("contents"));
        Files.writeString(work.resolve("contents/0000"), "half");

        publish(world, 4, "--deltas", "2").expect(0);

        assertThat(manifestFile(world.vendor(), 4).getFileName())
                .isEqualTo(manifestFile(twin.vendor(), 4).getFileName());
        assertThat(Trees.digests(world.vendor().resolve("repository/objects")))
                .isEqualTo(Trees.digests(twin.vendor().resolve("repository/objects")));
        assertThat(world.vendor().resolve("work")).doesNotExist();
    }
}

package jp.quickcare.server.gc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.server.durable.FolderLock;
import jp.quickcare.server.testing.ClientView;
import jp.quickcare.server.testing.Commands;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.Trees;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GcAndVerifyTest {
    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    private World world = World.NONE;

    @BeforeEach
    void a_site_with_a_release() throws Exception {
        world = World.offering(temp, "required");
    }

    private static Path object(Path folder, String content) {
        String hex = Sha256.of(content.getBytes(StandardCharsets.UTF_8)).hex();
        return folder.resolve("repository/objects/" + hex.substring(0, 2) + "/" + hex);
    }

    private Commands.Result gc(Path folder) {
        return Commands.run("gc", "--dir", folder);
    }

    @Test
    void what_is_offered_what_was_until_just_now_and_what_waits_to_be_stays() throws Exception {
        for (String version : new String[] {"1.1", "1.2"}) {
            world.publish(version).importAll().offer("required");
        }
        world.publish("1.3").importAll();

        gc(world.site()).expect(0);

        assertThat(object(world.site(), "version 1.0")).doesNotExist();
        for (String version : new String[] {"1.1", "1.2", "1.3"}) {
            assertThat(object(world.site(), "version " + version)).exists();
        }
        world.requireWholeSite();
        world.offer("required").requireWholeSite();
    }

    @Test
    void a_vendor_keeps_every_listed_release_and_loses_only_what_nobody_lists() throws Exception {
        world.publish("1.1");
        Path orphan = object(world.vendor(), "orphan");
        Files.createDirectories(orphan.getParent());
        Files.writeString(orphan, "orphan");
        Path leftOver = Files.writeString(orphan.resolveSibling(".x.tmp"), "half");
        Path notes = Files.writeString(world.vendor().resolve("repository/README.txt"), "ours");

        assertThat(gc(world.vendor()).expect(0).out()).contains("2 files");

        assertThat(orphan).doesNotExist();
        assertThat(leftOver).doesNotExist();
        assertThat(notes).exists();
        assertThat(ClientView.ofVendor(world.vendor())).hasSize(2);
    }

    @Test
    void metadata_of_yesterday_goes_and_every_root_stays() throws Exception {
        Commands.run("key", "rotate-root", "--dir", world.vendor()).expect(0);
        world.publish("1.1");
        Path metadata = world.vendor().resolve("repository/release/metadata");
        gc(world.vendor()).expect(0);
        assertThat(metadata.resolve("1.qc.json")).exists();
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        try (Stream<Path> files = Files.list(metadata)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, old);
            }
        }

        gc(world.vendor()).expect(0);

        assertThat(metadata.resolve("1.qc.json")).doesNotExist();
        assertThat(metadata.resolve("1.root.json")).exists();
        assertThat(ClientView.ofVendor(world.vendor())).hasSize(2);
    }

    @Test
    void nothing_is_deleted_while_another_command_writes_or_while_something_is_damaged() throws Exception {
        FolderLock held = FolderLock.take(world.site(), "import");
        gc(world.site()).expect(10);
        held.close();

        Path manifests = world.site().resolve("repository/release/targets/qc/1.0");
        Path manifest;
        try (Stream<Path> files = Files.list(manifests)) {
            manifest = files.findFirst().orElseThrow();
        }
        byte[] honest = Files.readAllBytes(manifest);
        Map<String, String> before = Trees.digests(world.site().resolve("repository/objects"));
        Files.writeString(manifest, "damaged");
        gc(world.site()).expect(11);
        Files.delete(manifest);
        gc(world.site()).expect(11);
        assertThat(Trees.digests(world.site().resolve("repository/objects"))).isEqualTo(before);

        Files.write(manifest, honest);
        gc(world.site()).expect(0);
        world.requireWholeSite();
    }

    @Test
    void every_problem_is_a_line_and_nothing_is_changed() throws Exception {
        Files.delete(object(world.site(), "version 1.0"));
        Path same;
        try (Stream<Path> files = Files.walk(world.site().resolve("repository/objects"))) {
            same = files.filter(file -> file.toString().endsWith(".zst"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(same);
        bytes[bytes.length - 1] ^= 1;
        Files.write(same, bytes);
        Map<String, String> before = Trees.digests(world.site());

        Commands.Result result = Commands.run("verify", "--dir", world.site()).expect(11);

        assertThat(result.out().lines()).hasSize(2).anyMatch(line -> line.contains("app.jar"));
        assertThat(Trees.digests(world.site())).isEqualTo(before);
        Commands.run("verify", "--dir", world.vendor()).expect(0);
        Commands.run("verify", "--dir", world.vendor().resolve("repository")).expect(0);
    }

    /** MT7, MT8 */
    @Test
    void metadata_that_no_client_would_take_is_a_problem() throws Exception {
        Path timestamp = world.site().resolve("repository/site/metadata/timestamp.json");
        Files.writeString(timestamp, Files.readString(timestamp).replace("\"version\":", "\"version\": 1"));

        assertThat(Commands.run("verify", "--dir", world.site()).expect(11).out())
                .contains("site metadata");
    }

    /** FS13, SA5: what lost its timestamp is not a repository in which nothing was ever published. */
    @Test
    void without_its_timestamp_nothing_is_signed_or_deleted_and_with_it_the_next_release_is_published()
            throws Exception {
        Path lost = world.vendor().resolve("repository/release/metadata/timestamp.json");
        Path kept = Files.move(lost, temp.resolve("kept"));
        Map<String, String> before = Trees.digests(world.vendor().resolve("repository"));

        assertThat(gc(world.vendor()).expect(11).err()).contains("timestamp.json");
        Commands.run("refresh", "--dir", world.vendor()).expect(11);
        Commands.run("init", "vendor", "--dir", world.vendor(), "--app", "qc").expect(11);
        assertThat(Trees.digests(world.vendor().resolve("repository"))).isEqualTo(before);

        Files.move(kept, lost);
        world.publish("1.1");
        assertThat(ClientView.ofVendor(world.vendor())).hasSize(2);
    }

    /** FS13, SA6: PCs would refuse for ever what begins again at version 1. */
    @Test
    void a_site_that_lost_its_timestamp_offers_nothing_until_it_is_back() throws Exception {
        Path lost = world.site().resolve("repository/site/metadata/timestamp.json");
        Path kept = Files.move(lost, temp.resolve("kept"));
        assertThat(Commands.run("offer", "--dir", world.site(), "--app", "qc", "--channel", "QC", "--mode", "optional")
                        .expect(11)
                        .err())
                .contains("timestamp.json");
        gc(world.site()).expect(11);
        Files.move(kept, lost);
        world.offer("optional").requireWholeSite();
    }

    /** FS13, FS9: the vendor's metadata at a site comes again from where it came; so it is after a first import cut off. */
    @Test
    void a_site_that_lost_the_timestamp_of_the_releases_imports_again() throws Exception {
        Files.delete(world.site().resolve("repository/release/metadata/timestamp.json"));
        gc(world.site()).expect(11);
        assertThat(Commands.run("offer", "--dir", world.site(), "--app", "qc", "--channel", "QC", "--mode", "optional")
                        .expect(2)
                        .err())
                .contains("import one first");
        world.importAll().requireWholeSite();
    }
}

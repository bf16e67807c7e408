package jp.quickcare.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.server.testing.ClientView;
import jp.quickcare.server.testing.Commands;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.Trees;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishTest {
    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    private ReleaseManifest manifest(Path vendor, String version) throws Exception {
        return ReleaseManifest.parse(Files.readAllBytes(manifestFile(vendor, version)));
    }

    private static Path manifestFile(Path vendor, String version) throws Exception {
        try (Stream<Path> files = Files.list(vendor.resolve("repository/release/targets/qc/" + version))) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void the_same_folder_gives_the_same_manifest_and_the_same_objects_at_another_vendor() throws Exception {
        World one = new World(Files.createDirectory(temp.resolve("one")))
                .initVendor()
                .publish("1.0");
        World two = new World(Files.createDirectory(temp.resolve("two"))).initVendor();
        Path moved = Trees.copy(one.application("1.0"), temp.resolve("moved"));
        for (Path file : new Path[] {moved.resolve("app.jar"), moved.resolve("lib/same.jar")}) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        }

        Commands.run(
                        "publish",
                        "--dir",
                        two.vendor(),
                        "--app",
                        "qc",
                        "--version",
                        "1.0",
                        "--from",
                        moved,
                        "--release-file",
                        one.releaseFile())
                .expect(0);

        assertThat(manifestFile(two.vendor(), "1.0").getFileName())
                .isEqualTo(manifestFile(one.vendor(), "1.0").getFileName());
        assertThat(Trees.digests(two.vendor().resolve("repository/objects")))
                .isEqualTo(Trees.digests(one.vendor().resolve("repository/objects")));
    }

    @Test
    void publishing_the_same_again_changes_nothing_and_other_content_needs_another_version() throws Exception {
        World world = new World(temp).initVendor().publish("1.0");
        Map<String, String> before = Trees.digests(world.vendor());

        assertThat(Commands.run(world.publishing("1.0")).expect(0).out()).startsWith("Unchanged: qc 1.0");
        assertThat(Trees.digests(world.vendor())).isEqualTo(before);

        Object[] publish = world.publishing("1.0");
        Files.writeString(temp.resolve("app-1.0/app.jar"), "something else");
        assertThat(Commands.run(publish).expect(2).err()).contains("qc").contains("--version");
        assertThat(ClientView.ofVendor(world.vendor())).containsExactly("qc/1.0/any.json");

        world.publish("1.1");
        assertThat(ClientView.ofVendor(world.vendor())).hasSize(2);
    }

    @Test
    void unchanged_contents_are_not_written_again() throws Exception {
        World world = new World(temp).initVendor().publish("1.0");
        Path objects = world.vendor().resolve("repository/objects");
        FileTime long_ago = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        try (Stream<Path> all = Files.walk(objects)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, long_ago);
            }
        }

        world.publish("1.1");

        try (Stream<Path> all = Files.walk(objects)) {
            assertThat(all.filter(Files::isRegularFile).filter(file -> !isOf(file, long_ago)))
                    .hasSize(1);
        }
    }

    private static boolean isOf(Path file, FileTime time) {
        try {
            return Files.getLastModifiedTime(file).equals(time);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_damaged_object_is_written_again_when_its_content_is_published() throws Exception {
        World world = new World(temp).initVendor().publish("1.0");
        ReleaseFile same = manifest(world.vendor(), "1.0").files().stream()
                .filter(file -> file.path().toString().equals("lib/same.jar"))
                .findFirst()
                .orElseThrow();
        String hex = same.sha256().hex();
        Path object = world.vendor().resolve("repository/objects/" + hex.substring(0, 2) + "/" + hex);
        Files.writeString(object, "damaged");
        Commands.run("verify", "--dir", world.vendor()).expect(11);

        world.publish("1.1");

        Commands.run("verify", "--dir", world.vendor()).expect(0);
    }

    @Test
    void only_what_compression_makes_a_tenth_smaller_is_compressed() throws Exception {
        World world = new World(temp).initVendor();
        Path app = world.application("1.0");
        byte[] big = new byte[300_000];
        new Random(7).nextBytes(big);
        Files.write(app.resolve("noise.bin"), big);
        Files.write(app.resolve("empty.txt"), new byte[0]);
        Files.write(app.resolve("zeros.bin"), new byte[300_000]);

        world.publish("1.0");

        for (ReleaseFile file : manifest(world.vendor(), "1.0").files()) {
            boolean compressed = file.path().toString().equals("zeros.bin")
                    || file.path().toString().equals("lib/text.txt");
            assertThat(file.zstLengthBytes().isPresent()).as("%s", file.path()).isEqualTo(compressed);
        }
        assertThat(ClientView.ofVendor(world.vendor())).hasSize(1);
    }

    @Test
    void executable_files_stay_so() throws Exception {
        World world = new World(temp).initVendor();
        Path run = Files.writeString(world.application("1.0").resolve("run"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));

        world.publish("1.0");

        assertThat(manifest(world.vendor(), "1.0").files())
                .filteredOn(ReleaseFile::executable)
                .extracting(file -> file.path().toString())
                .containsExactly("run");
    }

    /** A20: no PC could start what Windows, or an archive, has published without the mark. */
    @Test
    void the_program_that_is_started_is_executable_wherever_it_was_published() throws Exception {
        World world = new World(temp).initVendor();
        Files.writeString(world.application("1.0").resolve("run"), "#!/bin/sh\n");
        Files.writeString(
                world.releaseFile(),
                "{\"launch\":{\"kind\":\"program\",\"command\":\"run\",\"arguments\":[],"
                        + "\"well\":{\"reports\":false,\"withinSeconds\":2}}}");

        world.publish("1.0");

        assertThat(manifest(world.vendor(), "1.0").files())
                .filteredOn(ReleaseFile::executable)
                .extracting(file -> file.path().toString())
                .containsExactly("run");
    }

    /** CT6 */
    @Test
    void counters_rise_by_themselves_and_are_the_same_on_every_platform() throws Exception {
        World world = new World(temp).initVendor().publish("1.0").publish("1.1");
        Object[] other = {
            "publish",
            "--dir",
            world.vendor(),
            "--app",
            "qc",
            "--version",
            "1.0",
            "--platform",
            "linux-x64",
            "--from",
            world.application("1.0"),
            "--release-file",
            world.releaseFile()
        };
        assertThat(Commands.run(other).expect(0).out()).contains("counter 1,");
        assertThat(manifest(world.vendor(), "1.1").counter()).isEqualTo(2);

        assertThat(publish(world, "1.2", "--counter", "2").expect(2).err()).contains("--counter 2");
        publish(world, "1.2", "--counter", "10").expect(0);
        assertThat(publish(world, "1.3").expect(0).out()).contains("counter 11,");
    }

    @Test
    void a_counter_leaves_what_every_reader_of_json_counts_exactly() throws Exception {
        World world = new World(temp).initVendor();

        assertThat(publish(world, "1.0", "--counter", "9223372036854775807")
                        .expect(2)
                        .err())
                .contains("at most 9007199254740991");
        publish(world, "1.0", "--counter", "9007199254740991").expect(0);
        assertThat(publish(world, "1.1").expect(2).err()).contains("at most 9007199254740991");
    }

    @Test
    void the_folder_itself_may_be_named_by_a_link() throws Exception {
        World world = new World(temp).initVendor();
        Path link = Files.createSymbolicLink(temp.resolve("newest"), world.application("1.0"));
        Object[] arguments = world.publishing("1.0");
        arguments[8] = link;

        assertThat(Commands.run(arguments).expect(0).out()).contains("3 files");
    }

    @Test
    void a_release_file_that_is_no_json_or_too_long_is_named_with_the_place() throws Exception {
        World world = new World(temp).initVendor();
        Files.writeString(world.releaseFile(), "{\n  \"launch\": {\n    oops\n  }\n}\n");

        assertThat(Commands.run(world.publishing("1.0")).expect(2).err()).contains("in line 3 at character 5");

        Files.writeString(world.releaseFile(), " ".repeat((1 << 20) + 1));
        assertThat(Commands.run(world.publishing("1.0")).expect(2).err()).contains("longer than 1048576 bytes");
    }

    /** CT6 */
    @Test
    void a_floor_is_signed_with_a_release_that_is_published_already_and_can_be_taken_back() throws Exception {
        World world = new World(temp).initVendor().publish("1.0").publish("1.1");

        assertThat(publish(world, "1.0", "--floor", "2").expect(2).err()).contains("--floor 2");
        publish(world, "1.0", "--floor", "1").expect(0);
        assertThat(listing(world)).contains("\"floor\":1");
        publish(world, "1.0").expect(0);
        assertThat(listing(world)).contains("\"floor\":1");
        publish(world, "1.0", "--floor", "0").expect(0);
        assertThat(listing(world)).doesNotContain("floor");
    }

    private static String listing(World world) throws Exception {
        Path metadata = world.vendor().resolve("repository/release/metadata");
        for (int version = 99; ; version--) {
            Path file = metadata.resolve(version + ".qc.json");
            if (Files.exists(file)) {
                return Files.readString(file);
            }
        }
    }

    private static Commands.Result publish(World world, String version, String... more) throws Exception {
        Object[] first = world.publishing(version);
        Object[] all = java.util.Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return Commands.run(all);
    }

    @Test
    void the_launcher_is_jars_in_one_folder_and_needs_both_of_its_keys() throws Exception {
        World world = new World(temp).initVendor();
        Path jars = Files.createDirectory(temp.resolve("launcher"));
        Files.writeString(jars.resolve("launcher.jar"), "a launcher");
        Object[] publish = {
            "publish", "--dir", world.vendor(), "--app", "launcher", "--version", "1.0.0", "--from", jars
        };
        Path key = world.vendor().resolve("keys/launcher-2.pem");
        Path stick = Files.createDirectory(temp.resolve("stick"));
        Files.move(key, stick.resolve("launcher-2.pem"));

        assertThat(Commands.run(publish).expect(2).err()).contains("launcher-2").contains("--keys");

        Object[] with = java.util.Arrays.copyOf(publish, publish.length + 2);
        with[publish.length] = "--keys";
        with[publish.length + 1] = stick;
        Commands.run(with).expect(0);
        assertThat(ClientView.ofVendor(world.vendor())).containsExactly("launcher/1.0.0/any.json");
    }

    @Test
    void init_again_adds_an_application_and_leaves_the_rest() throws Exception {
        World world = new World(temp).initVendor().publish("1.0");

        Commands.run("init", "vendor", "--dir", world.vendor(), "--app", "qc", "--app", "xe")
                .expect(0);

        assertThat(ClientView.ofVendor(world.vendor())).containsExactly("qc/1.0/any.json");
        Commands.run(
                        "publish",
                        "--dir",
                        world.vendor(),
                        "--app",
                        "xe",
                        "--version",
                        "1.0",
                        "--from",
                        world.application("1.0"),
                        "--release-file",
                        world.releaseFile())
                .expect(0);
        assertThat(ClientView.ofVendor(world.vendor())).contains("xe/1.0/any.json");
    }

    private Commands.Result publishRuntime(World world, String platform, Path from) {
        return Commands.run(
                "publish",
                "--dir",
                world.vendor(),
                "--app",
                "runtime",
                "--version",
                "17",
                "--platform",
                platform,
                "--from",
                from);
    }

    /** A22: a PC would bring all of it before it found out. */
    @Test
    void a_runtime_of_another_system_or_processor_is_no_release() throws Exception {
        World world = new World(temp).initVendor();
        Commands.run("init", "vendor", "--dir", world.vendor(), "--app", "runtime")
                .expect(0);
        Path folder = temp.resolve("runtime");
        Path runtime = Files.createDirectories(folder.resolve("bin"));
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"17\"\n");
        byte[] linux = new byte[100];
        linux[0] = 0x7f;
        linux[1] = 'E';
        linux[2] = 'L';
        linux[3] = 'F';
        linux[18] = 62;
        Files.write(runtime.resolve("java"), linux);
        byte[] windows = new byte[300];
        windows[0] = 'M';
        windows[1] = 'Z';
        windows[0x3c] = (byte) 0x80;
        windows[0x80] = 'P';
        windows[0x81] = 'E';
        windows[0x84] = 0x64;
        windows[0x85] = (byte) 0xaa;

        assertThat(publishRuntime(world, "win-x64", folder).expect(2).err()).contains("win-x64", "bin/java.exe");
        assertThat(publishRuntime(world, "linux-arm64", folder).expect(2).err()).contains("linux-x64", "linux-arm64");
        Files.write(runtime.resolve("java.exe"), windows);
        assertThat(publishRuntime(world, "win-x64", folder).expect(2).err()).contains("win-arm64");
        assertThat(ClientView.ofVendor(world.vendor())).isEmpty();

        publishRuntime(world, "linux-x64", folder).expect(0);
        publishRuntime(world, "win-arm64", folder).expect(0);
    }
}

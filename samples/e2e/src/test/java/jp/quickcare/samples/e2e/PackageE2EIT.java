package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What IT pushes: made by one command, installed, updated, repaired and removed silently (SPEC A31). */
class PackageE2EIT {
    @TempDir
    static Path temp;

    private static World world;
    private static Path made;

    @BeforeAll
    static void a_package_is_made_on_the_server_by_one_command() {
        world = World.offering(temp, "optional");
        made = temp.resolve("push/tiny for QC");
        assertThat(make(made, "QC", "qc").expect(0).out())
                .contains(made.toString())
                .contains(made + ".zip");
    }

    @AfterAll
    static void the_server_ends() {
        world.close();
    }

    private static Command.Result make(Path folder, String channel, String home) {
        return Command.run(List.of(
                Product.launcher(),
                "package",
                "--to",
                folder.toString(),
                "--server",
                world.site().address().toString(),
                "--app",
                "tiny",
                "--channel",
                channel,
                "--site",
                world.site().folder().toString(),
                "--install-to",
                temp.resolve(home).toString(),
                "--staging",
                temp.resolve("staging").toString(),
                "--shortcuts-dir",
                temp.resolve("shortcuts").toString()));
    }

    private static Command.Result from(Path folder, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(folder.resolve("bin/launcher").toString()));
        command.addAll(List.of(arguments));
        return Command.run(command);
    }

    /** A31 */
    @Test
    void the_zip_has_every_file_of_the_folder_with_its_rights_under_the_folders_name() throws IOException {
        Path there = Files.createDirectory(temp.resolve("unpacked"));
        Command.run(List.of("unzip", "-q", made + ".zip", "-d", there.toString()))
                .expect(0);

        Command.run(List.of(
                        "diff",
                        "-r",
                        made.toString(),
                        there.resolve("tiny for QC").toString()))
                .expect(0);
        assertThat(there.resolve("tiny for QC/bin/launcher")).isExecutable();
        try (ZipFile zip = new ZipFile(made + ".zip")) {
            assertThat(zip.stream().map(entry -> entry.getName().split("/", -1)[0]))
                    .containsOnly("tiny for QC");
        }
    }

    /** A31: the share that PCs install from belongs to nobody who could write to it. */
    @Test
    void one_silent_command_without_options_installs_from_a_read_only_share() throws IOException {
        assumeTrue(Command.run(List.of("unshare", "-rm", "true")).exitCode() == 0, "no namespaces here");
        Path log = temp.resolve("logs/install of PC-07");
        String share = "mount -o bind,ro \"$1\" \"$1\" && ! touch \"$1/x\" && cd / && exec \"$1/bin/launcher\" install"
                + " --silent --log \"$2\" --home \"$3\"";
        Path home = temp.resolve("from share");
        Command.Result installed = Command.run(
                List.of("unshare", "-rm", "sh", "-c", share, "sh", made.toString(), log.toString(), home.toString()));

        installed.expect(0);
        assertThat(Files.readString(log)).contains(".0 is installed").contains("install ended with exit code 0");
        assertThat(new Client(home, "tiny").click().expect(0).out()).contains(" UP");
    }

    /** A31: by the same package, for years: what it installed does it, as that has kept itself up to date. */
    @Test
    void the_package_updates_repairs_and_removes_silently() throws IOException {
        Path log = temp.resolve("one.log");
        from(made, "install", "--silent", "--log", log.toString()).expect(0);
        Client client = new Client(temp.resolve("qc"), "tiny");
        Files.writeString(client.file("mine.txt"), "mine");
        world.release(2);
        world.offer(2, "optional");

        assertThat(from(made, "update", "--silent", "--log", log.toString())
                        .expect(0)
                        .all())
                .isEmpty();
        assertThat(client.click().expect(0).out()).contains("APP 2 UP");

        Files.writeString(client.file("app.jar"), "damaged");
        from(made, "verify", "--silent").expect(11);
        from(made, "repair", "--silent", "--log", log.toString()).expect(0);
        from(made, "verify", "--silent").expect(0);

        // The installed launcher is of no use any more: the package's own takes everything away all the same.
        Files.delete(client.home().resolve("launcher/bootstrap.jar"));
        from(made, "uninstall", "--silent", "--log", log.toString()).expect(0);
        assertThat(client.files()).containsExactly("mine.txt");
        from(made, "update", "--silent", "--log", log.toString()).expect(2);
        assertThat(Files.readString(log))
                .contains("install ended with exit code 0")
                .contains("repair ended with exit code 0")
                .contains("uninstall ended with exit code 0")
                .contains("update ended with exit code 2");
    }

    /** A31 */
    @Test
    void two_channels_live_beside_each_other_and_go_one_by_one() {
        Command.run(List.of(
                        Product.server(),
                        "offer",
                        "--dir",
                        world.site().folder().toString(),
                        "--app",
                        "tiny",
                        "--channel",
                        "XE",
                        "--version",
                        "1.0",
                        "--mode",
                        "required"))
                .expect(0);
        Path other = temp.resolve("push/xe");
        make(other, "XE", "xe").expect(0);
        Path home = temp.resolve("beside");

        from(made, "install", "--silent", "--home", home.toString()).expect(0);
        from(other, "install", "--silent").expect(0);
        assertThat(from(other, "status").expect(0).out()).contains("XE");
        assertThat(temp.resolve("shortcuts").toFile().list()).hasSizeGreaterThanOrEqualTo(4);

        from(other, "uninstall", "--silent").expect(0);
        assertThat(temp.resolve("xe")).doesNotExist();
        new Client(home, "tiny").click().expect(0);
    }

    /** Where the classes of an install come from, one a line; it starts the application. */
    private static List<String> classesOfInstall(Path folder, String home) throws IOException {
        Path log = temp.resolve(home + ".classes");
        List<String> line = List.of(
                folder.resolve("bin/launcher").toString(),
                "install",
                "--silent",
                "--start",
                "--home",
                temp.resolve(home).toString());
        String option = "-Xlog:class+load:file=" + log + ".%p";
        Command.Result installed = Command.runUntil(line, Map.of("JAVA_TOOL_OPTIONS", option), " UP");
        // Java itself complains on either of the two.
        assertThat(installed.expect(0).out().strip()).matches("APP \\d UP");
        assertThat(installed.err().lines().filter(said -> !said.startsWith("Picked up")))
                .isEmpty();
        List<String> lists = new ArrayList<>();
        try (var logs = Files.list(temp)) {
            for (Path each :
                    logs.filter(file -> file.toString().startsWith(log + ".")).toList()) {
                lists.add(Files.readString(each));
            }
        }
        // The command's Java, and the click's, which the application runs in though it came up before there were files
        // of it.
        assertThat(lists).hasSize(2).anyMatch(list -> list.contains("StartSignal") && list.contains("tiny.Tiny"));
        return lists.stream()
                .filter(list -> list.contains("jp.quickcare.launcher.cli.InstallCommand "))
                .findFirst()
                .orElseThrow()
                .lines()
                .toList();
    }

    private static double shareOfArchive(List<String> classes) {
        return (double) classes.stream()
                        .filter(line -> line.contains("source: shared objects file"))
                        .count()
                / classes.size();
    }

    /** F6: wherever the package lies by then. */
    @Test
    void an_install_takes_its_classes_from_the_packages_archive() throws IOException {
        Path there = Files.createDirectory(temp.resolve("elsewhere"));
        Command.run(List.of("unzip", "-q", made + ".zip", "-d", there.toString()))
                .expect(0);

        List<String> classes = classesOfInstall(there.resolve("tiny for QC"), "archived");

        assertThat(classes)
                .anyMatch(line -> line.contains("launcher.update.UpdateRun source: shared objects file"))
                .anyMatch(line -> line.contains("HttpClientBuilder source: shared objects file"));
        assertThat(shareOfArchive(classes)).isGreaterThan(0.95);
    }

    enum Unfit {
        A_JAR_OF_ANOTHER_TIME,
        CUT_OFF,
        DAMAGED,
        EMPTY,
        ABSENT,
        WITHOUT_ITS_OPTIONS
    }

    /** F6, FS14 */
    @ParameterizedTest
    @EnumSource(Unfit.class)
    void an_archive_that_does_not_fit_is_passed_over_without_a_word(Unfit how) throws IOException {
        Path copy = temp.resolve("unfit " + how);
        World.copy(made, copy);
        Path archive = copy.resolve("install.jsa");
        byte[] bytes = Files.readAllBytes(archive);
        Files.delete(archive);
        switch (how) {
            case A_JAR_OF_ANOTHER_TIME -> {
                Files.write(archive, bytes);
                Files.setLastModifiedTime(copy.resolve("bootstrap.jar"), FileTime.fromMillis(1_000_000_000_000L));
            }
            case CUT_OFF -> Files.write(archive, Arrays.copyOf(bytes, bytes.length / 2));
            case DAMAGED -> {
                Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 4_096, (byte) 7);
                Files.write(archive, bytes);
            }
            case EMPTY -> Files.createFile(archive);
            case ABSENT -> {}
            case WITHOUT_ITS_OPTIONS -> {
                Files.write(archive, bytes);
                Files.delete(copy.resolve("install.options"));
            }
        }

        List<String> classes = classesOfInstall(copy, "home-" + how);

        assertThat(classes).noneMatch(line -> line.contains("UpdateRun source: shared objects file"));
    }

    /** F5 */
    @Test
    void what_is_not_said_is_named_all_at_once_and_nothing_is_made() {
        Path nothing = temp.resolve("push/nothing");
        Command.Result result =
                Command.run(List.of(Product.launcher(), "package", "--to", nothing.toString(), "--app", "tiny"));
        assertThat(result.expect(2).err())
                .contains("--server", "--channel", "--release-root", "--site-root")
                .doesNotContain("--app");
        assertThat(nothing).doesNotExist();
        assertThat(make(made, "QC", "qc").expect(2).err()).contains("is there already");
    }

    /** A31: who asked for a log and gets none finds out before anything is done. */
    @Test
    void a_log_that_cannot_be_written_is_said_before_anything_is_done() {
        Path home = temp.resolve("no log");
        Command.Result result = from(made, "install", "--silent", "--home", home.toString(), "--log", temp.toString());
        assertThat(result.expect(7).err()).contains(temp.toString());
        assertThat(home).doesNotExist();
    }
}

package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Archives of class data: made, named, made anew, and never a reason for a start to fail or to say anything. */
class ArchiveE2EIT {
    @TempDir
    static Path shared;

    private static World served;
    private static Client prepared;

    @TempDir
    Path temp;

    @SuppressWarnings("NullAway.Init")
    private World world;

    @SuppressWarnings("NullAway.Init")
    private Client client;

    /** Making archives takes seconds; whoever needs nothing but their being there takes these. */
    @BeforeAll
    static void an_installation_has_its_archives() {
        served = World.offeringTheFirstOfTwo(shared, "optional");
        prepared = served.install(shared.resolve("prepared"));
        prepared.click().expect(0);
        prepared.launcher("archive", "--silent").expect(0);
        copy(prepared.home().resolve("state"), shared);
    }

    private static void copy(Path from, Path to) {
        Command.run(List.of("rm", "-rf", to.resolve("archive").toString())).expect(0);
        Command.run(List.of(
                        "cp",
                        "-a",
                        from.resolve("archive").toString(),
                        from.resolve("java.options").toString(),
                        to.toString()))
                .expect(0);
    }

    @AfterAll
    static void the_server_ends() {
        served.close();
    }

    /** An installed application has been started once. */
    private void begin() {
        world = served.onAnotherChannel();
        client = world.install(temp.resolve("home"));
        client.click().expect(0);
    }

    /** An installed application has its archives. */
    private void beginWithArchives() {
        client = prepared;
        copy(shared, client.home().resolve("state"));
        assertThat(client.launcher("archive").expect(0).out()).contains("prepared already");
    }

    private Path archive(String name) {
        return client.home().resolve("state/archive").resolve(name);
    }

    private String options() throws IOException {
        return Files.readString(client.home().resolve("state/java.options"));
    }

    /** Where the classes of a command come from, one a line. */
    private String classes(String... command) throws IOException {
        Path log = temp.resolve("classes");
        Files.deleteIfExists(log);
        Map<String, String> logging = Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + log);
        Command.run(List.of(command), logging, "").expect(0);
        return Files.readString(log);
    }

    private String start() {
        return client.home().resolve("bin/start").toString();
    }

    private void startsWithoutAWord() {
        Command.Result result = client.click().expect(0);
        assertThat(result.out()).contains("APP 1 UP");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void a_start_and_a_command_load_their_classes_from_the_archives() throws Exception {
        begin();
        client.launcher("archive", "--silent").expect(0);

        assertThat(options()).contains("-XX:SharedArchiveFile=" + archive("click.jsa"));
        assertThat(classes(start()))
                .containsPattern("tiny\\.Tiny source: shared objects file")
                .containsPattern("launcher\\.click\\.Click source: shared objects file");
        assertThat(classes(client.home().resolve("bin/launcher").toString(), "update", "--silent"))
                .containsPattern("launcher\\.update\\.Maintenance source: shared objects file")
                .containsPattern("HttpClientBuilder source: shared objects file");
        // What an update with a delta needs is there, too, though the install that was recorded had none.
        assertThat(archive("commands.classes")).content().contains("\njp/quickcare/delta/apply/DeltaApplier\n");
        startsWithoutAWord();
        assertThat(archive("click.recorded")).doesNotExist();
        assertThat(client.launcher("archive").expect(0).out()).contains("prepared already");
    }

    @Test
    void an_update_names_no_archive_of_the_release_before_and_has_its_own_made() throws Exception {
        begin();
        client.launcher("archive", "--silent").expect(0);
        world.offer(2, "optional");

        client.launcher("update", "--silent").expect(0);

        assertThat(options()).doesNotContain("click.jsa").contains("-XX:SharedArchiveFile=" + archive("first.jsa"));
        assertThat(client.click().expect(0).out()).contains("APP 2 UP");
        client.launcher("archive", "--silent").expect(0);
        assertThat(classes(start())).containsPattern("tiny\\.Tiny source: shared objects file");
    }

    @Test
    void an_archive_is_made_anew_when_a_jar_was_touched() throws Exception {
        begin();
        client.launcher("archive", "--silent").expect(0);
        String before = Files.readString(archive("click.key"));
        Path jar = client.home().resolve("launcher/bootstrap.jar");
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000_000_000L));

        startsWithoutAWord();
        client.launcher("archive", "--silent").expect(0);

        assertThat(Files.readString(archive("click.key"))).isNotEqualTo(before);
        assertThat(classes(start())).containsPattern("tiny\\.Tiny source: shared objects file");
    }

    enum Damage {
        ABSENT,
        EMPTY,
        CUT_OFF,
        OVERWRITTEN,
        FOREIGN,
        A_FOLDER
    }

    /** FS14 */
    @ParameterizedTest
    @EnumSource(Damage.class)
    void no_damage_to_an_archive_stops_a_start_or_is_told_to_anybody(Damage damage) throws Exception {
        beginWithArchives();
        for (String name : List.of("click.jsa", "commands.jsa", "first.jsa")) {
            damage(archive(name), damage);
        }

        startsWithoutAWord();
        Command.Result update = client.launcher("update", "--silent").expect(0);
        assertThat(update.all()).isEmpty();
    }

    private void damage(Path file, Damage damage) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        switch (damage) {
            case ABSENT -> {}
            case EMPTY -> Files.createFile(file);
            case CUT_OFF -> Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
            case OVERWRITTEN -> {
                byte[] noise = new byte[1 << 20];
                new Random(1).nextBytes(noise);
                System.arraycopy(noise, 0, bytes, bytes.length / 2, noise.length);
                Files.write(file, bytes);
            }
            case FOREIGN -> Files.writeString(file, "something else");
            case A_FOLDER -> Files.createDirectory(file);
        }
    }

    /** A26 */
    @Test
    void a_making_that_is_killed_leaves_what_was_and_the_next_one_succeeds() throws Exception {
        begin();
        for (long millis : new long[] {150, 400, 700, 1000, 1400}) {
            Process making = new ProcessBuilder(
                            client.home().resolve("bin/launcher").toString(), "archive", "--silent")
                    .redirectErrorStream(true)
                    .redirectOutput(temp.resolve("making").toFile())
                    .start();
            making.waitFor(millis, TimeUnit.MILLISECONDS);
            making.descendants().forEach(ProcessHandle::destroyForcibly);
            making.destroyForcibly().waitFor();
            startsWithoutAWord();
        }
        client.launcher("archive", "--silent").expect(0);
        assertThat(options()).contains("SharedArchiveFile");
        startsWithoutAWord();
    }

    /**
     * A25: what makes an archive has the jars open, and is told from what uses them. Stopped in the middle it would hold
     * them for ever; the update ends it, goes on, and the archive is made of what is installed then.
     */
    @Test
    void an_update_ends_the_making_that_is_under_way_and_it_is_begun_anew_behind_it() throws Exception {
        begin();
        world.offer(2, "optional");
        Process making = new ProcessBuilder(
                        client.home().resolve("bin/launcher").toString(), "archive", "--silent")
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("making").toFile())
                .start();
        try {
            ProcessHandle dump = holderOfTheJars(making);
            Command.run(List.of("kill", "-STOP", Long.toString(dump.pid())), Map.of(), "")
                    .expect(0);

            client.launcher("update", "--silent").expect(0);

            assertThat(dump.onExit()).succeedsWithin(Duration.ofMinutes(10));
            assertThat(making.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(making.exitValue()).isZero();
            assertThat(options()).contains("-XX:SharedArchiveFile=" + archive("click.jsa"));
            assertThat(client.click().expect(0).out()).contains("APP 2 UP");
        } finally {
            making.descendants().forEach(ProcessHandle::destroyForcibly);
            making.destroyForcibly();
        }
    }

    /** The process that Java writes an archive in, once it has the application's jar open. */
    private static ProcessHandle holderOfTheJars(Process making) throws Exception {
        while (making.isAlive()) {
            for (ProcessHandle child : making.descendants().toList()) {
                if (opens(child, "app/app.jar")) {
                    return child;
                }
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        throw new AssertionError("the making ended before it opened a jar");
    }

    private static boolean opens(ProcessHandle process, String jar) throws IOException {
        try (var links = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            for (Path link : links.toList()) {
                try {
                    if (Files.readSymbolicLink(link).endsWith(jar)) {
                        return true;
                    }
                } catch (java.nio.file.FileSystemException e) {
                    // Closed in the meantime; of a process that ended the kernel also says that it may not be seen.
                }
            }
        } catch (java.nio.file.FileSystemException | java.io.UncheckedIOException e) {
            // Ended in the meantime.
        }
        return false;
    }

    @Test
    void an_uninstall_takes_the_archives_along() throws Exception {
        begin();
        client.launcher("archive", "--silent").expect(0);
        client.launcher("uninstall", "--silent").expect(0);
        assertThat(client.home()).doesNotExist();
    }

    @Test
    void an_install_has_them_made_by_itself_once_it_has_ended() throws Exception {
        world = served.onAnotherChannel();
        Path home = temp.resolve("second");
        List<String> install = world.installCommand(home);
        Command.run(install, Map.of("QUICKCARE_ARCHIVES", "on"), "").expect(0);

        Path options = home.resolve("state/java.options");
        long deadline = System.nanoTime() + Duration.ofMinutes(10).toNanos();
        while (!Files.readString(options).contains("SharedArchiveFile") && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(50);
        }

        assertThat(home.resolve("state/archive/commands.jsa")).isRegularFile();
        assertThat(options).content().contains("SharedArchiveFile");
        assertThat(new Client(home, "tiny").click().expect(0).err()).isEmpty();
    }

    @Test
    void another_user_who_may_write_nothing_starts_without_a_word() throws Exception {
        begin();
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root may become somebody else");
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> asNobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", start());

        Command.Result recording = Command.run(asNobody).expect(0);
        client.launcher("archive", "--silent").expect(0);
        Command.Result sharing = Command.run(asNobody).expect(0);

        assertThat(recording.out()).contains("APP 1 UP");
        assertThat(sharing.out()).contains("APP 1 UP");
        assertThat(recording.err() + sharing.err()).isEmpty();
    }
}

package jp.quickcare.launcher.selfupdate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jp.quickcare.bootstrap.Bootstrap;
import jp.quickcare.launcher.click.TestHome;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.LaunchSpec;
import jp.quickcare.manifest.release.LauncherVersion;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.SafePath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replacing the launcher: real jars, real processes, real kills. */
class LauncherVersionsIT {
    private static final String WORKS = "return new NextStep.Exit(40);";
    private static final int KILLED = 137;

    @TempDir
    Path folder;

    private Path objects;

    @BeforeEach
    void make_room() throws IOException {
        objects = Files.createDirectories(folder.resolve("objects"));
    }

    private record Ran(int code, String out) {}

    /** A21 */
    @Test
    void a_new_launcher_stands_beside_the_old_and_runs_from_the_next_start() throws Exception {
        Home home = homeWith("1.0.0");
        install(home, release("1.0.1", 2, WORKS));
        assertThat(start(home)).isEqualTo(new Ran(40, "1.0.1\n"));
        assertThat(LauncherVersions.inForce(home).version()).isEqualTo("1.0.1");
        assertThat(LauncherVersions.inForce(home).counter()).isEqualTo(2);
        assertThat(home.launchers().resolve("1.0.0")).isDirectory();
    }

    /** A21 */
    @Test
    void versions_before_the_last_two_are_removed() throws Exception {
        Home home = homeWith("1.0.0");
        install(home, release("1.0.1", 2, WORKS));
        install(home, release("1.0.2", 3, WORKS));
        LauncherVersions.removeOld(home);
        assertThat(start(home)).isEqualTo(new Ran(40, "1.0.2\n"));
        try (Stream<Path> left = Files.list(home.launchers())) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("bootstrap.jar", "current", "starting", "1.0.1", "1.0.2");
        }
    }

    /** A21, FS14 */
    @Test
    void a_new_launcher_that_does_not_start_gives_way_to_the_old_and_is_not_taken_again() throws Exception {
        Home home = homeWith("1.0.0");
        byte[] broken = release("1.0.1", 2, "throw new IllegalStateException();");
        install(home, broken);
        assertThat(start(home)).isEqualTo(new Ran(40, "1.0.1\n1.0.0\n"));
        assertThat(start(home)).isEqualTo(new Ran(40, "1.0.0\n"));
        assertThat(LauncherVersions.hasFailed(home, Sha256.of(broken))).isTrue();
        install(home, release("1.0.1", 3, WORKS));
        assertThat(start(home)).isEqualTo(new Ran(40, "1.0.1\n"));
    }

    /** CT1, FS14 */
    @Test
    void an_object_that_was_changed_is_refused_and_the_old_launcher_stays() throws Exception {
        Home home = homeWith("1.0.0");
        byte[] manifest = release("1.0.1", 2, WORKS);
        Path object = objects.resolve(
                ReleaseManifest.parse(manifest).files().get(0).sha256().hex());
        byte[] honest = Files.readAllBytes(object);
        Files.write(object, new byte[honest.length]);
        assertThatThrownBy(() -> install(home, manifest)).isInstanceOf(KeepFailure.class);
        assertThat(start(home)).isEqualTo(new Ran(40, "1.0.0\n"));
        Files.write(object, honest);
        install(home, manifest);
        assertThat(start(home)).isEqualTo(new Ran(40, "1.0.1\n"));
    }

    /** A21, FS9, FS14 */
    @ParameterizedTest
    @ValueSource(strings = {"mkdir", "fsync", "rename", "unlink", "rmdir"})
    void killed_at_any_step_the_old_launcher_works_or_the_new_one(String call) throws Exception {
        byte[] manifest = release("1.0.1", 2, WORKS);
        Path file = Files.write(folder.resolve("manifest"), manifest);
        for (int n = 1; ; n++) {
            Home home = homeWith("1.0.0");
            int code = installKilledAt(call, n, home, file);
            assertThat(start(home)).isIn(new Ran(40, "1.0.0\n"), new Ran(40, "1.0.1\n"));
            install(home, manifest);
            LauncherVersions.removeOld(home);
            Ran after = start(home);
            assertThat(after.code).isEqualTo(40);
            assertThat(after.out).startsWith("1.0.1");
            DurableFiles.deleteTree(home.folder());
            if (code == 0) {
                return;
            }
            assertThat(code).isEqualTo(KILLED);
        }
    }

    private int installKilledAt(String call, int n, Home home, Path manifest) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "strace",
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-e",
                "trace=" + call,
                "-e",
                "inject=" + call + ":signal=SIGKILL:when=" + n));
        command.addAll(java(System.getProperty("java.class.path")));
        command.addAll(List.of(
                InstallingRun.class.getName(), home.folder().toString(), manifest.toString(), objects.toString()));
        try {
            return end(new ProcessBuilder(command)).code;
        } catch (IOException e) {
            throw new AssertionError("this test needs strace (apt-get install strace)", e);
        }
    }

    private void install(Home home, byte[] manifest) throws Exception {
        LauncherVersions.install(home, ReleaseManifest.parse(manifest), Sha256.of(manifest), manifest, objects);
    }

    private Home homeWith(String version) throws IOException {
        Home home = new Home(Files.createTempDirectory(folder, "home"));
        Path bootstrap = folder.resolve("bootstrap.jar");
        TestHome.jar(bootstrap, TestHome.classesBeside(Bootstrap.class));
        Path jar = launcher(WORKS);
        LauncherVersions.installFirst(home, version, bootstrap, List.of(jar));
        return home;
    }

    /** A launcher that prints its version and does this; its objects are ready. */
    private byte[] release(String version, long counter, String body) throws Exception {
        byte[] jar = Files.readAllBytes(launcher(body));
        Sha256 sha256 = Sha256.of(jar);
        Files.write(objects.resolve(sha256.hex()), jar);
        ReleaseFile file =
                new ReleaseFile(SafePath.of("launcher.jar"), jar.length, sha256, false, OptionalLong.empty());
        return new ReleaseManifest(
                        "launcher",
                        version,
                        counter,
                        "any",
                        LauncherVersion.of("1.0.0"),
                        new LaunchSpec.None(),
                        List.of(),
                        List.of(file))
                .toBytes();
    }

    private Path launcher(String body) throws IOException {
        String source = "package jp.quickcare.launcher.click; import jp.quickcare.bootstrap.*;"
                + " public class Click implements LauncherEntry { public NextStep start(StartContext context) {"
                + " System.out.println(context.launcherVersion()); " + body + " } }";
        Path jar = folder.resolve("launcher.jar");
        TestHome.jar(jar, TestHome.compiled(source, "jp/quickcare/launcher/click/Click", folder));
        return jar;
    }

    private static Ran start(Home home) throws Exception {
        List<String> command =
                new ArrayList<>(java(home.launchers().resolve("bootstrap.jar").toString()));
        command.add(1, "-Dquickcare.home=" + home.folder());
        command.add(Bootstrap.class.getName());
        return end(new ProcessBuilder(command));
    }

    private static List<String> java(String classPath) {
        return List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                classPath);
    }

    private static Ran end(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), out);
    }
}

package jp.quickcare.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged bootstrap in real processes, with launchers that behave and launchers that do not. */
class BootstrapIT {
    private static final String GOOD = "return new NextStep.Exit(context.arguments().size() + 40);";

    @TempDir
    Path home;

    private Path bootstrapJar;

    private record Ran(int code, String out) {}

    @BeforeEach
    void find_the_packaged_bootstrap() throws IOException {
        try (Stream<Path> found = Files.list(Path.of("target"))) {
            bootstrapJar = found.filter(file -> file.getFileName().toString().matches("bootstrap-[0-9.]+\\.jar"))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath();
        }
    }

    @Test
    void the_bootstrap_is_smaller_than_40_kb() throws IOException {
        assertThat(Files.size(bootstrapJar)).isLessThan(40_000);
    }

    /** A20 */
    @Test
    void the_launcher_that_the_pointer_names_runs_with_the_users_arguments() throws Exception {
        point(version("1.0.1", GOOD));
        Ran ran = start("a", "b c");
        assertThat(ran.out).isEqualTo("1.0.1\n");
        assertThat(ran.code).isEqualTo(42);
    }

    /** A21, FS14 */
    @Test
    void a_launcher_that_throws_gives_way_to_the_one_before_at_once_and_for_good() throws Exception {
        point(version("1.0.1", "throw new IllegalStateException(\"as ordered\");"), version("1.0.0", GOOD));
        assertThat(start()).isEqualTo(new Ran(40, "1.0.1\n1.0.0\n"));
        assertThat(start()).isEqualTo(new Ran(40, "1.0.0\n"));
        assertThat(Pointer.read(pointer()).failed()).containsExactly("release-1.0.1");
    }

    /** A21, FS14 */
    @Test
    void a_launcher_that_cannot_be_linked_gives_way_to_the_one_before() throws Exception {
        Pointer.Version broken = version("1.0.1", GOOD);
        Path jar = home.resolve("launcher/1.0.1/launcher.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("jp/quickcare/launcher/click/Click.class"));
            out.write(new byte[] {1, 2, 3});
        }
        point(recorded(broken.name(), jar), version("1.0.0", GOOD));
        assertThat(start()).isEqualTo(new Ran(40, "1.0.0\n"));
    }

    /** A21, FS14 */
    @Test
    void a_new_launcher_that_died_is_not_chosen_again() throws Exception {
        point(version("1.0.1", "Runtime.getRuntime().halt(137); return null;"), version("1.0.0", GOOD));
        assertThat(start()).isEqualTo(new Ran(137, "1.0.1\n"));
        assertThat(start()).isEqualTo(new Ran(40, "1.0.0\n"));
        assertThat(start()).isEqualTo(new Ran(40, "1.0.0\n"));
        assertThat(Pointer.read(pointer()).failed()).containsExactly("release-1.0.1");
    }

    /** A21: a PC switched off in the wrong moment says nothing against a launcher that has worked for long. */
    @Test
    void a_launcher_that_has_worked_may_die_once_but_not_twice() throws Exception {
        String dies = "if (context.arguments().contains(\"die\")) { Runtime.getRuntime().halt(137); }" + GOOD;
        point(version("1.0.1", dies), version("1.0.0", GOOD));
        assertThat(start().code).isEqualTo(40);
        assertThat(start("die").code).isEqualTo(137);
        assertThat(start()).isEqualTo(new Ran(40, "1.0.1\n"));
        assertThat(start("die").code).isEqualTo(137);
        assertThat(start("die").code).isEqualTo(137);
        assertThat(start()).isEqualTo(new Ran(40, "1.0.0\n"));
    }

    /** A21 */
    @Test
    void a_launcher_that_said_it_is_well_may_be_killed_later() throws Exception {
        String killed = "context.reportWell(); Runtime.getRuntime().halt(137); return null;";
        point(version("1.0.1", killed), version("1.0.0", GOOD));
        assertThat(start().code).isEqualTo(137);
        assertThat(start()).isEqualTo(new Ran(137, "1.0.1\n"));
        assertThat(Pointer.read(pointer()).current().name()).isEqualTo("1.0.1");
    }

    /** FS11 */
    @Test
    void a_second_click_while_the_first_still_starts_is_no_alarm() throws Exception {
        String waits =
                "if (context.arguments().contains(\"wait\")) { System.out.println(\"in\"); System.in.read(); }" + GOOD;
        point(version("1.0.1", waits), version("1.0.0", GOOD));
        Process first = begin("wait");
        InputStream out = first.getInputStream();
        byte[] told = out.readNBytes("1.0.1\nin\n".length());
        assertThat(new String(told, StandardCharsets.UTF_8)).isEqualTo("1.0.1\nin\n");
        assertThat(start()).isEqualTo(new Ran(40, "1.0.1\n"));
        assertThat(start()).isEqualTo(new Ran(40, "1.0.1\n"));
        first.getOutputStream().write('\n');
        first.getOutputStream().flush();
        assertThat(first.waitFor()).isEqualTo(41);
        assertThat(start()).isEqualTo(new Ran(40, "1.0.1\n"));
        assertThat(Pointer.read(pointer()).current().name()).isEqualTo("1.0.1");
    }

    /** FS14 */
    @Test
    void a_jar_that_does_not_match_is_never_loaded() throws Exception {
        Pointer.Version honest = version("1.0.1", GOOD);
        Path jar = home.resolve("launcher/1.0.1/launcher.jar");
        version("1.0.1", GOOD.replace("40", "50"));
        assertThat(Files.size(jar)).isEqualTo(honest.jars().get(0).lengthBytes());
        Files.setLastModifiedTime(jar, FileTime.fromMillis(12345));
        point(honest, version("1.0.0", GOOD));
        assertThat(start()).isEqualTo(new Ran(40, "1.0.0\n"));
        assertThat(Pointer.read(pointer()).failed()).isEmpty();
        assertThat(start()).isEqualTo(new Ran(40, "1.0.0\n"));
    }

    /** FS14 */
    @Test
    void a_jar_that_was_only_copied_elsewhere_is_loaded() throws Exception {
        point(version("1.0.1", GOOD));
        Files.setLastModifiedTime(home.resolve("launcher/1.0.1/launcher.jar"), FileTime.fromMillis(12345));
        assertThat(start()).isEqualTo(new Ran(40, "1.0.1\n"));
    }

    /** FS14, F5 */
    @Test
    void with_no_intact_launcher_one_sentence_says_so() throws Exception {
        point(version("1.0.1", GOOD));
        Files.writeString(home.resolve("launcher/1.0.1/launcher.jar"), "nonsense");
        Ran ran = start();
        assertThat(ran.code).isEqualTo(12);
        assertThat(ran.out.lines()).hasSize(1);
        assertThat(ran.out).contains("no launcher here is intact").contains("launcher.jar");
    }

    /** F1, F5 */
    @Test
    void without_a_pointer_one_sentence_says_so_in_the_users_language() throws Exception {
        Ran english = start();
        assertThat(english.code).isEqualTo(12);
        assertThat(english.out.lines()).hasSize(1);
        assertThat(english.out).contains("Install it again");
        List<String> command = command();
        command.set(command.indexOf("-Duser.language=en"), "-Duser.language=ja");
        Ran japanese = end(process(command).start());
        assertThat(japanese.code).isEqualTo(12);
        assertThat(japanese.out).contains("再インストール");
    }

    /** A21 */
    @Test
    void after_a_self_update_the_new_launcher_goes_on_in_the_same_jvm() throws Exception {
        Pointer.Version newer = version("1.0.1", GOOD);
        point(newer);
        Path next = home.resolve("next");
        Files.move(pointer().toPath(), next);
        String updates = "java.nio.file.Files.move(context.home().toPath().resolve(\"next\"), "
                + "context.home().toPath().resolve(\"launcher/current\"), "
                + "java.nio.file.StandardCopyOption.REPLACE_EXISTING); return new NextStep.Reload();";
        point(version("1.0.0", updates));
        assertThat(start("x")).isEqualTo(new Ran(41, "1.0.0\n1.0.1\n"));
    }

    /** A21 */
    @Test
    void a_launcher_that_replaces_itself_for_ever_is_stopped() throws Exception {
        point(version("1.0.1", "return new NextStep.Reload();"));
        assertThat(start().code).isEqualTo(12);
    }

    /** A20 */
    @Test
    void the_application_runs_on_the_main_thread_in_the_system_class_loader_and_sees_nothing_of_ours()
            throws Exception {
        point(version("1.0.1", "return new NextStep.RunApplication(\"App\", context.arguments());"));
        Path app = compiled(
                "App",
                "public class App { public static void main(String[] a) throws Exception {"
                        + " boolean ours = true; try { Class.forName(\"jp.quickcare.launcher.click.Click\"); }"
                        + " catch (ClassNotFoundException e) { ours = false; }"
                        + " System.out.println(Thread.currentThread().getName() + ours"
                        + " + (App.class.getClassLoader() == ClassLoader.getSystemClassLoader())"
                        + " + (Thread.currentThread().getContextClassLoader() == ClassLoader.getSystemClassLoader())"
                        + " + java.util.Arrays.asList(a)); throw new java.io.IOException(\"mine\"); } }");
        List<String> command = command("x", "");
        command.set(command.indexOf("-cp") + 1, bootstrapJar + File.pathSeparator + app);
        Ran ran = end(process(command).start());
        assertThat(ran.out).contains("mainfalsetruetrue[x, ]");
        assertThat(ran.out).contains("Exception in thread \"main\" java.io.IOException: mine");
        assertThat(ran.code).isEqualTo(1);
    }

    private File pointer() {
        return Pointer.fileIn(home.toFile());
    }

    private void point(Pointer.Version... currentAndPrevious) throws IOException {
        Files.createDirectories(home.resolve("launcher"));
        List<Pointer.Version> versions = List.of(currentAndPrevious);
        new Pointer(versions.get(0), versions.stream().skip(1).findFirst(), List.of()).write(pointer());
    }

    /** A launcher that prints its version and does this. */
    private Pointer.Version version(String name, String body) throws IOException {
        Path classes = compiled(
                "jp/quickcare/launcher/click/Click",
                "package jp.quickcare.launcher.click; import jp.quickcare.bootstrap.*;"
                        + " public class Click implements LauncherEntry {"
                        + " public NextStep start(StartContext context) throws Exception {"
                        + " System.out.println(context.launcherVersion()); System.out.flush(); " + body + " } }");
        Path jar =
                Files.createDirectories(home.resolve("launcher").resolve(name)).resolve("launcher.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            String entry = "jp/quickcare/launcher/click/Click.class";
            JarEntry made = new JarEntry(entry);
            made.setTime(0);
            out.putNextEntry(made);
            out.write(Files.readAllBytes(classes.resolve(entry)));
        }
        return recorded(name, jar);
    }

    private static Pointer.Version recorded(String name, Path jar) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
            Pointer.Jar entry = new Pointer.Jar(
                    "launcher.jar",
                    Files.size(jar),
                    jar.toFile().lastModified(),
                    HexFormat.of().formatHex(digest));
            return new Pointer.Version(name, "release-" + name, List.of(entry));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    private Path compiled(String path, String source) throws IOException {
        Path out = Files.createTempDirectory(home, "compiled");
        Path file = out.resolve(path + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        errors,
                        "-proc:none",
                        "-cp",
                        bootstrapJar.toString(),
                        "-d",
                        out.toString(),
                        file.toString());
        assertThat(result).as(errors.toString(StandardCharsets.UTF_8)).isZero();
        return out;
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=en",
                "-Dquickcare.home=" + home,
                "-cp",
                bootstrapJar.toString(),
                "jp.quickcare.bootstrap.Bootstrap"));
        command.addAll(List.of(arguments));
        return command;
    }

    private static ProcessBuilder process(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder;
    }

    private Process begin(String... arguments) throws IOException {
        return process(command(arguments)).start();
    }

    private Ran start(String... arguments) throws IOException, InterruptedException {
        return end(begin(arguments));
    }

    private static Ran end(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), out);
    }
}

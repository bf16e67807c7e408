package jp.quickcare.launcher.click;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import jp.quickcare.bootstrap.Bootstrap;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.launch.LaunchFiles;
import jp.quickcare.launcher.policy.LastCheck;
import jp.quickcare.launcher.receipt.FileStamp;
import jp.quickcare.launcher.receipt.KeptManifests;
import jp.quickcare.launcher.receipt.PinnedManifest;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.receipt.ReceiptEntry;
import jp.quickcare.launcher.selfupdate.LauncherVersions;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.LaunchSpec;
import jp.quickcare.manifest.release.LauncherVersion;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.SafePath;
import jp.quickcare.manifest.release.WellCheck;

/**
 * A small real installation: a real bootstrap, the real launcher with a slow path that does what a script file says,
 * and {@link ProbeApplication} as the application, started as real processes.
 */
public final class TestHome {
    /** A time no start here should come near to. */
    static final long LONG_SECONDS = 300;

    private final Path folder;
    private final Home home;

    /** An empty one in a folder of any name. */
    public TestHome(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.home = new Home(folder);
        Files.createDirectories(home.state());
        Files.createDirectories(home.app());
        script("");
        installLauncher("1.0.0");
    }

    /** Where it is. */
    public Home home() {
        return home;
    }

    Path report() {
        return folder.resolve("report");
    }

    Path slowLog() {
        return folder.resolve("slow.log");
    }

    /** What the slow path does, as lines of a properties file. */
    void script(String lines) throws IOException {
        Files.writeString(folder.resolve("script"), lines);
    }

    /** The slow path that does what the script says. */
    private static String scripted() throws IOException {
        try (InputStream in = TestHome.class.getResourceAsStream("UpdateFlow.java.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void installLauncher(String version) throws IOException {
        Path jars = Files.createDirectories(folder.resolve("package"));
        Path scripted = jars.resolve("launcher-0-scripted.jar");
        jar(scripted, compiled(scripted(), "jp/quickcare/launcher/update/UpdateFlow", jars));
        Path launcher = jars.resolve("launcher.jar");
        jar(launcher, classesBeside(Click.class));
        Path manifest = jars.resolve("manifest.jar");
        jar(manifest, classesBeside(ReleaseManifest.class));
        Path bootstrap = jars.resolve("bootstrap.jar");
        jar(bootstrap, classesBeside(Bootstrap.class));
        LauncherVersions.installFirst(home, version, bootstrap, List.of(scripted, launcher, manifest));
    }

    /** An in-process release of the probe with one file of ballast. */
    public PinnedManifest installInProcess(String version, List<String> orders, WellCheck well) throws Exception {
        return install(version, 1, false, orders, well);
    }

    PinnedManifest install(String version, long counter, boolean ownProcess, List<String> orders, WellCheck well)
            throws Exception {
        jar(home.app().resolve("probe.jar"), probe());
        Files.writeString(home.app().resolve("version.txt"), version);
        List<String> arguments = new ArrayList<>(List.of(report().toString()));
        arguments.addAll(orders);
        LaunchSpec launch = new LaunchSpec.JavaApplication(
                ownProcess,
                ProbeApplication.class.getName(),
                List.of(SafePath.of("probe.jar")),
                List.of("-Dprobe.option=a b\\c#\"d\"日本", "-Dprobe.release=" + version, "-XX:TieredStopAtLevel=1"),
                arguments,
                well);
        return record(version, counter, launch);
    }

    /** Records what lies in the application's folder as this release, as an install does. */
    PinnedManifest record(String version, long counter, LaunchSpec launch) throws Exception {
        List<ReleaseFile> files = new ArrayList<>();
        List<ReceiptEntry> entries = new ArrayList<>();
        try (Stream<Path> found = Files.walk(home.app())) {
            for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                SafePath path = SafePath.of(home.app().relativize(file).toString());
                Sha256 sha256 = Sha256.of(Files.readAllBytes(file));
                boolean executable = Files.isExecutable(file);
                FileStamp stamp = FileStamp.of(file);
                files.add(new ReleaseFile(path, stamp.lengthBytes(), sha256, executable, OptionalLong.empty()));
                entries.add(new ReceiptEntry(
                        path, stamp.lengthBytes(), sha256, executable, stamp.mtimeNanos(), stamp.fileKey()));
            }
        }
        ReleaseManifest manifest = new ReleaseManifest(
                "qc", version, counter, "any", LauncherVersion.of("1.0.0"), launch, List.of(), files);
        PinnedManifest pinned = PinnedManifest.of(manifest.toBytes());
        KeptManifests.keep(home, pinned);
        new Receipt("qc", version, counter, "any", pinned.sha256(), entries).write(home.receipt());
        new LaunchFiles().register(home, pinned);
        return pinned;
    }

    /** The settings, with this server. */
    public void server(String base) throws IOException {
        // However busy the machine is: what a server says is heard.
        server(base, 30_000);
    }

    /** The same, waited for so long. */
    public void server(String base, int answerWithinMillis) throws IOException {
        Files.writeString(
                home.settings(),
                "server=" + base + "\napp=qc\nchannel=QC\nplatform=any\nanswerWithinMillis=" + answerWithinMillis
                        + "\n");
    }

    /** What the last check said, about the installed release. */
    public void lastCheck(
            LastCheck.Decision decision, boolean required, String offered, long requiredCounter, String about)
            throws IOException {
        lastCheck(decision, required, offered, requiredCounter, about, false);
    }

    /** The same, and whether a start has something to bring besides. */
    void lastCheck(
            LastCheck.Decision decision,
            boolean required,
            String offered,
            long requiredCounter,
            String about,
            boolean owed)
            throws IOException {
        LastCheck check = new LastCheck(
                decision,
                required,
                offered.isEmpty() ? "" : "2.0",
                offered,
                requiredCounter,
                Map.of("en", "please", "ja", "更新"),
                true,
                "\"site-1\"",
                "\"release-1\"",
                "",
                about,
                owed,
                System.currentTimeMillis(),
                System.currentTimeMillis());
        Files.writeString(home.lastCheck(), check.text());
    }

    /** A start that has ended. */
    record Ran(int code, String out, String report) {}

    /** Starts it by {@code bin/start} and waits for its end. */
    Ran start(String... arguments) throws IOException, InterruptedException {
        return start(Map.of(), arguments);
    }

    Ran start(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        Process process = begin(environment, arguments);
        String out;
        try (InputStream in = process.getInputStream()) {
            out = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (!process.waitFor(LONG_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still runs: " + out);
        }
        return new Ran(process.exitValue(), out, Files.exists(report()) ? Files.readString(report()) : "");
    }

    Process begin(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(folder.resolve("bin/start").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        return builder.start();
    }

    static WellCheck lives(int seconds) {
        return new WellCheck(false, Duration.ofSeconds(seconds));
    }

    static WellCheck reports(int seconds) {
        return new WellCheck(true, Duration.ofSeconds(seconds));
    }

    private static Map<String, byte[]> probe() throws IOException {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        String path = ProbeApplication.class.getName().replace('.', '/') + ".class";
        try (InputStream in = ProbeApplication.class.getClassLoader().getResourceAsStream(path)) {
            classes.put(path, in.readAllBytes());
        }
        return classes;
    }

    /** All classes of the module a class is from, be it a folder or a jar. */
    public static Map<String, byte[]> classesBeside(Class<?> type) throws IOException {
        try {
            Path place = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                return tree(place);
            }
            try (var zip = java.nio.file.FileSystems.newFileSystem(place)) {
                return tree(zip.getPath("/"));
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static Map<String, byte[]> tree(Path root) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> found = Files.walk(root)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    /** Compiles one class against the launcher, in a new folder under the scratch folder. */
    public static Map<String, byte[]> compiled(String source, String path, Path scratch) throws IOException {
        Path out = Files.createTempDirectory(scratch, "compiled");
        Path file = Files.createDirectories(out.resolve(path).getParent())
                .resolve(Path.of(path).getFileName() + ".java");
        Files.writeString(file, source);
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, errors, "-proc:none", "-nowarn", "-d", out.toString(), file.toString());
        if (result != 0) {
            throw new IOException(errors.toString(StandardCharsets.UTF_8));
        }
        Files.delete(file);
        return tree(out);
    }

    public static void jar(Path file, Map<String, byte[]> content) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : content.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
    }
}

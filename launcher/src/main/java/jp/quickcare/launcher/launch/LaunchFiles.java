package jp.quickcare.launcher.launch;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.quickcare.bootstrap.Bootstrap;
import jp.quickcare.launcher.archive.ClassArchive;
import jp.quickcare.launcher.archive.JavaStart;
import jp.quickcare.launcher.archive.LauncherJars;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.JavaProgram;
import jp.quickcare.launcher.receipt.KeptManifests;
import jp.quickcare.launcher.receipt.PinnedManifest;
import jp.quickcare.launcher.receipt.QuickCheck;
import jp.quickcare.launcher.register.RegisterStep;
import jp.quickcare.launcher.runtime.Runtimes;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.LaunchSpec;
import jp.quickcare.manifest.release.SafePath;
import jp.quickcare.manifest.release.TrustedRelease;

/**
 * Writes what a click starts with, at each install and update: {@code state/java.options}, {@code state/app.options}
 * for an application in a process of its own, the launch note, and {@code bin/start}.
 */
public final class LaunchFiles implements RegisterStep {
    /** System property: the release whose options this JVM was started with. */
    public static final String RELEASE_PROPERTY = "quickcare.release";

    /** System property: this start lists its classes, so an archive of them is wanted. */
    public static final String RECORDING_PROPERTY = "quickcare.recording";

    /** A launcher that only waits for another process is to cost that process little. */
    private static final List<String> WAITING = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    @Override
    public void register(Home home, PinnedManifest release) throws IOException {
        String sha256 = release.sha256().hex();
        LaunchSpec launch = release.manifest().launch();
        LaunchNote note = LaunchNote.of(sha256, release.manifest().version(), launch);
        DurableFiles.createFolders(home.state());
        if (launch instanceof LaunchSpec.JavaApplication java && java.ownProcess()) {
            JavaOptions application = new JavaOptions().addAll(java.jvmOptions());
            writeOptions(appOptions(home), application.add("-cp").add(classPath(home, java.classPath())));
        }
        ClassArchive archive = ClassArchive.ofClick(home);
        if (!isWaiting(launch) && !archive.fits(start(home, launch))) {
            archive.wantRecording();
        }
        writeOptions(home.javaOptions(), options(home, release));
        DurableFiles.write(LaunchNote.fileIn(home).toPath(), note.text().getBytes(StandardCharsets.UTF_8));
        writeScript(home);
    }

    private static JavaOptions options(Home home, PinnedManifest release) {
        JavaStart start = start(home, release.manifest().launch());
        List<String> archive = ClassArchive.ofClick(home).options(start);
        return homeOption(home)
                .add("-D" + RELEASE_PROPERTY + "=" + release.sha256().hex())
                .addAll(start.options())
                .addAll(archive.isEmpty() ? ClassArchive.ofFirst(home).options(withoutRelease(home, start)) : archive)
                .add("-cp")
                .add(start.classPath());
    }

    /**
     * Names, in the options of the installed release, the archive of class data that fits now, or none. A click at this
     * very moment sees the options as they were or as they are, and nothing that looks like an edit: they stay no newer
     * than the script.
     */
    public static void nameArchive(Home home) throws IOException {
        Optional<PinnedManifest> release = installed(home);
        if (release.isEmpty() || !Files.isRegularFile(home.javaOptions())) {
            return;
        }
        Path next = home.javaOptions().resolveSibling("java.options.next");
        writeOptions(next, options(home, release.get()));
        Files.setLastModifiedTime(next, Files.getLastModifiedTime(home.javaOptions()));
        DurableFiles.replace(next, home.javaOptions());
    }

    @Override
    public void withdraw(Home home) throws IOException {
        DurableFiles.delete(LaunchNote.fileIn(home).toPath());
        DurableFiles.delete(appOptions(home));
        DurableFiles.delete(home.javaOptions());
    }

    /**
     * Writes the files again for the release that the receipt names, from its kept manifest.
     *
     * @return false when there is no receipt or its manifest is not kept
     */
    public static boolean refresh(Home home) throws IOException {
        Optional<PinnedManifest> manifest = installed(home);
        if (manifest.isPresent()) {
            new LaunchFiles().register(home, manifest.get());
        }
        return manifest.isPresent();
    }

    /** What the options file begins with; {@code bin/start} looks at that line. */
    private static JavaOptions homeOption(Home home) {
        return new JavaOptions().add("-Dquickcare.home=" + home.folder());
    }

    private static Optional<PinnedManifest> installed(Home home) {
        QuickCheck installed = QuickCheck.of(home);
        return installed == null
                ? Optional.empty()
                : KeptManifests.find(home, Sha256.ofHex(installed.manifestSha256()));
    }

    static Path appOptions(Home home) {
        return home.state().resolve("app.options");
    }

    /**
     * The Java that starts the application: the one that is set, a program or its home, else the installation's own,
     * else the one that runs this.
     */
    static String java(Home home) {
        Entries settings = Entries.read(home.settings().toFile());
        String set = settings == null ? "" : settings.unescaped("java").strip();
        if (set.isEmpty()) {
            return Runtimes.inForce(home).map(JavaProgram::in).orElseGet(JavaProgram::here);
        }
        return Files.isDirectory(Path.of(set)) ? JavaProgram.in(Path.of(set)) : set;
    }

    /**
     * How a click starts Java for the installed release, as far as an archive of class data is made for it.
     *
     * @return empty when nothing is installed or its manifest is not kept
     */
    public static Optional<JavaStart> start(Home home) {
        return installed(home).map(release -> start(home, release.manifest().launch()));
    }

    private static JavaStart start(Home home, LaunchSpec launch) {
        boolean inProcess = launch instanceof LaunchSpec.JavaApplication java && !java.ownProcess();
        List<Path> files = new ArrayList<>();
        files.add(bootstrap(home));
        List<String> options = WAITING;
        if (launch instanceof LaunchSpec.JavaApplication java && inProcess) {
            options = java.jvmOptions();
            for (SafePath file : java.classPath()) {
                files.add(home.app().resolve(file.toString()));
            }
        }
        String classPath = files.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        files.addAll(LauncherJars.inForce(home));
        return new JavaStart(java(home), options, classPath, files);
    }

    /**
     * How a click starts Java for a release that is about to be installed as the first one, up to its class path.
     *
     * @return empty where the release has a process of its own, or is no Java program
     */
    public static Optional<List<String>> optionsOfComing(Home home, TrustedRelease release) {
        if (isWaiting(release.manifest().launch())) {
            return Optional.empty();
        }
        JavaStart start = start(home, release.manifest().launch());
        List<String> options = new ArrayList<>(List.of(
                start.java(),
                "-D" + RELEASE_PROPERTY + "=" + release.manifestSha256().hex()));
        options.addAll(start.options());
        options.addAll(List.of("-cp", start.classPath()));
        return Optional.of(options);
    }

    /**
     * The same start as far as no release is part of it. Java takes an archive for a class path that only begins with the
     * archive's, so one for this start serves whatever is installed.
     */
    public static JavaStart withoutRelease(Home home, JavaStart start) {
        List<Path> files = new ArrayList<>();
        files.add(bootstrap(home));
        files.addAll(LauncherJars.inForce(home));
        return new JavaStart(start.java(), start.options(), bootstrap(home).toString(), files);
    }

    /**
     * What an application that runs beside the launcher is told besides the options file: an archive that holds no more
     * of it than Java's own does is not worth its greater size.
     */
    static List<String> ofApplicationAlone(Path options) throws IOException {
        File own = new File(System.getProperty("java.home"), "lib/server/classes.jsa");
        boolean first = Files.readString(options, namesEncoding()).contains(ClassArchive.FIRST + "\"");
        return first && own.isFile() ? List.of("-XX:-VerifySharedSpaces", "-XX:SharedArchiveFile=" + own) : List.of();
    }

    /** Whether the click's own process only waits for the application's. */
    private static boolean isWaiting(LaunchSpec launch) {
        return !(launch instanceof LaunchSpec.JavaApplication java) || java.ownProcess();
    }

    private static Path bootstrap(Home home) {
        return home.launchers().resolve("bootstrap.jar");
    }

    private static String classPath(Home home, List<SafePath> files) {
        List<String> entries = new ArrayList<>();
        entries.add(bootstrap(home).toString());
        for (SafePath file : files) {
            entries.add(home.app().resolve(file.toString()).toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    private static void writeOptions(Path file, JavaOptions options) throws IOException {
        DurableFiles.write(file, options.bytes(namesEncoding()));
    }

    /** Java reads such a file as the system writes names; UTF-8 everywhere but on Windows. */
    private static Charset namesEncoding() {
        String name = System.getProperty("sun.jnu.encoding", "UTF-8");
        return File.separatorChar == '\\' && Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }

    private static void writeScript(Home home) throws IOException {
        if (File.separatorChar != '/') {
            WindowsPrograms.write(home);
            return;
        }
        Path script = home.bin().resolve("start");
        DurableFiles.createFolders(home.bin());
        String text = """
                #!/bin/sh
                # Starts the application by way of the launcher, which writes this file.
                %s%s\
                recorded="$home/state/archive/click.recorded"
                set -- %s %s "$@"
                # Wanted once for each release: Java lists the classes of this start, for an archive of them.
                [ ! -w "$recorded" ] || set -- "-XX:DumpLoadedClassList=$recorded" -D%s=true "$@"
                exec %s "$@"
                """.formatted(
                        ScriptLocale.LINES,
                        ScriptHome.start(home, homeOption(home).text().strip()),
                        quoted("@" + home.javaOptions()),
                        Bootstrap.class.getName(),
                        RECORDING_PROPERTY,
                        quoted(java(home)));
        DurableFiles.write(script, text.getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** For a shell: nothing in single quotes means anything but the end of them. */
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}

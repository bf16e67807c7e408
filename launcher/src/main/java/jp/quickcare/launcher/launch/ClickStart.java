package jp.quickcare.launcher.launch;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.quickcare.launcher.archive.ClassArchive;
import jp.quickcare.launcher.archive.JavaStart;
import jp.quickcare.launcher.archive.LauncherJars;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.JavaProgram;
import jp.quickcare.launcher.receipt.KeptManifests;
import jp.quickcare.launcher.receipt.PinnedManifest;
import jp.quickcare.launcher.receipt.QuickCheck;
import jp.quickcare.launcher.runtime.Runtimes;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.LaunchSpec;
import jp.quickcare.manifest.release.SafePath;
import jp.quickcare.manifest.release.TrustedRelease;

/** How a click starts Java: which one, with which options and class path. {@link LaunchFiles} writes it down. */
public final class ClickStart {
    /** A launcher that only waits for another process is to cost that process little. */
    private static final List<String> WAITING = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private ClickStart() {}

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
    public static Optional<JavaStart> ofInstalled(Home home) {
        return installed(home).map(release -> of(home, release.manifest().launch()));
    }

    static JavaStart of(Home home, LaunchSpec launch) {
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
        JavaStart start = of(home, release.manifest().launch());
        List<String> options = new ArrayList<>(List.of(
                start.java(),
                "-D" + LaunchFiles.RELEASE_PROPERTY + "="
                        + release.manifestSha256().hex()));
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

    /** Whether the click's own process only waits for the application's. */
    static boolean isWaiting(LaunchSpec launch) {
        return !(launch instanceof LaunchSpec.JavaApplication java) || java.ownProcess();
    }

    static Path bootstrap(Home home) {
        return home.launchers().resolve("bootstrap.jar");
    }

    /** The release that the receipt names, where its manifest is kept. */
    static Optional<PinnedManifest> installed(Home home) {
        QuickCheck installed = QuickCheck.of(home);
        return installed == null
                ? Optional.empty()
                : KeptManifests.find(home, Sha256.ofHex(installed.manifestSha256()));
    }

    /** What an application in a process of its own is started with, besides its main class. */
    static Path appOptions(Home home) {
        return home.state().resolve("app.options");
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

    /** Java reads a file of options as the system writes names; UTF-8 everywhere but on Windows. */
    static Charset namesEncoding() {
        String name = System.getProperty("sun.jnu.encoding", "UTF-8");
        return File.separatorChar == '\\' && Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }
}

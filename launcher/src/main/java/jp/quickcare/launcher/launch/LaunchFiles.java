package jp.quickcare.launcher.launch;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.quickcare.bootstrap.Bootstrap;
import jp.quickcare.launcher.archive.ClassArchive;
import jp.quickcare.launcher.archive.JavaStart;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.receipt.PinnedManifest;
import jp.quickcare.launcher.register.RegisterStep;
import jp.quickcare.manifest.release.LaunchSpec;
import jp.quickcare.manifest.release.SafePath;

/**
 * Writes what a click starts with, at each install and update: {@code state/java.options}, {@code state/app.options}
 * for an application in a process of its own, the launch note, and {@code bin/start}.
 */
public final class LaunchFiles implements RegisterStep {
    /** System property: the release whose options this JVM was started with. */
    public static final String RELEASE_PROPERTY = "quickcare.release";

    /** System property: this start lists its classes, so an archive of them is wanted. */
    public static final String RECORDING_PROPERTY = "quickcare.recording";

    @Override
    public void register(Home home, PinnedManifest release) throws IOException {
        String sha256 = release.sha256().hex();
        LaunchSpec launch = release.manifest().launch();
        LaunchNote note = LaunchNote.of(sha256, release.manifest().version(), launch);
        DurableFiles.createFolders(home.state());
        if (launch instanceof LaunchSpec.JavaApplication java && java.ownProcess()) {
            JavaOptions application = new JavaOptions().addAll(java.jvmOptions());
            writeOptions(ClickStart.appOptions(home), application.add("-cp").add(classPath(home, java.classPath())));
        }
        ClassArchive archive = ClassArchive.ofClick(home);
        if (!ClickStart.isWaiting(launch) && !archive.fits(ClickStart.of(home, launch))) {
            archive.wantRecording();
        }
        writeOptions(home.javaOptions(), options(home, release));
        DurableFiles.write(LaunchNote.fileIn(home).toPath(), note.text().getBytes(StandardCharsets.UTF_8));
        writeScript(home);
    }

    private static JavaOptions options(Home home, PinnedManifest release) {
        JavaStart start = ClickStart.of(home, release.manifest().launch());
        List<String> archive = ClassArchive.ofClick(home).options(start);
        return homeOption(home)
                .add("-D" + RELEASE_PROPERTY + "=" + release.sha256().hex())
                .addAll(start.options())
                .addAll(
                        archive.isEmpty()
                                ? ClassArchive.ofFirst(home).options(ClickStart.withoutRelease(home, start))
                                : archive)
                .add("-cp")
                .add(start.classPath());
    }

    /**
     * Names, in the options of the installed release, the archive of class data that fits now, or none. A click at this
     * very moment sees the options as they were or as they are, and nothing that looks like an edit: they stay no newer
     * than the script.
     */
    public static void nameArchive(Home home) throws IOException {
        Optional<PinnedManifest> release = ClickStart.installed(home);
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
        DurableFiles.delete(ClickStart.appOptions(home));
        DurableFiles.delete(home.javaOptions());
    }

    /**
     * Writes the files again for the release that the receipt names, from its kept manifest.
     *
     * @return false when there is no receipt or its manifest is not kept
     */
    public static boolean refresh(Home home) throws IOException {
        Optional<PinnedManifest> manifest = ClickStart.installed(home);
        if (manifest.isPresent()) {
            new LaunchFiles().register(home, manifest.get());
        }
        return manifest.isPresent();
    }

    /** What the options file begins with; {@code bin/start} looks at that line. */
    private static JavaOptions homeOption(Home home) {
        return new JavaOptions().add("-Dquickcare.home=" + home.folder());
    }

    private static String classPath(Home home, List<SafePath> files) {
        List<String> entries = new ArrayList<>();
        entries.add(ClickStart.bootstrap(home).toString());
        for (SafePath file : files) {
            entries.add(home.app().resolve(file.toString()).toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    private static void writeOptions(Path file, JavaOptions options) throws IOException {
        DurableFiles.write(file, options.bytes(ClickStart.namesEncoding()));
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
                        quoted(ClickStart.java(home)));
        DurableFiles.write(script, text.getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** For a shell: nothing in single quotes means anything but the end of them. */
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}

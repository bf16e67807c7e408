package jp.quickcare.launcher.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import jp.quickcare.bootstrap.Pointer;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.launch.ScriptHome;
import jp.quickcare.launcher.launch.ScriptLocale;

/** The command {@code bin/launcher} of an installation: this command line, run by the launcher in force. */
final class LauncherScript {
    private LauncherScript() {}

    /**
     * Writes the script, durably; on systems without such scripts nothing. An update of a few files ends before much of
     * it has run often, so little is compiled, and that quickly: a fifth less CPU than Java's own choice.
     */
    static void write(Home home) throws IOException {
        if (File.separatorChar != '/') {
            return;
        }
        Path bin = home.bin();
        DurableFiles.createFolders(bin);
        String text = """
                #!/bin/sh
                # The launcher's commands for this installation; see --help. The launcher writes this file.
                %shome=%s
                %s                version=$(sed -n 's/^version \\([^ ]*\\) .*/\\1/p' "$home/launcher/current" | head -n 1)
                exec %s -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=3 -Xshare:auto "-D%s=$home" \\
                    -cp "$home/launcher/$version/*:$home/launcher/bootstrap.jar" %s "$@"
                """.formatted(
                        ScriptLocale.LINES,
                        quoted(home.folder().toString()),
                        ScriptHome.COMMANDS,
                        quoted(java()),
                        CommandBase.HOME_PROPERTY,
                        Main.class.getName());
        Path script = bin.resolve("launcher");
        DurableFiles.write(script, text.getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The beginning of a command line that the launcher in force runs. */
    static List<String> commandLine(Home home) throws KeepFailure {
        try {
            Pointer pointer = Pointer.read(Pointer.fileIn(home.folder().toFile()));
            Path jars = home.launchers().resolve(pointer.current().name());
            String classPath = jars + File.separator + "*" + File.pathSeparator
                    + home.launchers().resolve("bootstrap.jar");
            return List.of(
                    java(),
                    "-D" + CommandBase.HOME_PROPERTY + "=" + home.folder(),
                    "-cp",
                    classPath,
                    Main.class.getName());
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DAMAGED_INSTALLATION, "no launcher in force", e, home.launchers());
        }
    }

    /** The Java that runs this. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}

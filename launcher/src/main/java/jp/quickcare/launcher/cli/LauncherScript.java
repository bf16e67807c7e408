package jp.quickcare.launcher.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import jp.quickcare.bootstrap.Pointer;
import jp.quickcare.launcher.archive.JavaStart;
import jp.quickcare.launcher.archive.LauncherJars;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.JavaProgram;
import jp.quickcare.launcher.launch.ScriptHome;
import jp.quickcare.launcher.launch.ScriptLocale;
import jp.quickcare.launcher.launch.WindowsPrograms;
import jp.quickcare.launcher.runtime.Runtimes;

/** The command {@code bin/launcher} of an installation: this command line, run by the launcher in force. */
final class LauncherScript {
    /**
     * An update of a few files ends before much of it has run often, so little is compiled, and that quickly: a fifth
     * less CPU than Java's own choice.
     */
    private static final List<String> COMPILING =
            List.of("-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=3", "-XX:-UsePerfData");

    private LauncherScript() {}

    /**
     * Writes the script, durably; on Windows the programs instead. It starts no process but Java's. The archive
     * of class data is named where there is one; a much newer Java that cannot read it goes on without a word.
     */
    static void write(Home home) throws IOException {
        if (File.separatorChar != '/') {
            WindowsPrograms.write(home);
            return;
        }
        Path bin = home.bin();
        DurableFiles.createFolders(bin);
        String text = """
                #!/bin/sh
                # The launcher's commands for this installation; see --help. The launcher writes this file.
                %s\
                home=%s
                %s\
                # Its second line names the version in force.
                { read -r line; read -r line version line; } <"$home/launcher/current"
                set -- -XX:+UseSerialGC %s -Xshare:auto "-D%s=$home" \\
                    -cp "$home/launcher/$version/*:$home/launcher/bootstrap.jar" %s "$@"
                archive="$home/state/archive/commands"
                if [ -r "$archive.jsa" ]; then
                    set -- '-Xlog:cds*=off' -XX:+VerifySharedSpaces "-XX:SharedArchiveFile=$archive.jsa" "$@"
                fi
                java=%s
                # The installation's own may be another by now.
                [ ! -r "$home/runtime/current" ] ||
                    { read -r runtime <"$home/runtime/current" && java=$home/runtime/$runtime/bin/java; }
                exec "$java" "$@"
                """.formatted(
                        ScriptLocale.LINES,
                        quoted(home.folder().toString()),
                        ScriptHome.COMMANDS,
                        String.join(" ", COMPILING),
                        CommandBase.HOME_PROPERTY,
                        Main.class.getName(),
                        quoted(java(home)));
        Path script = bin.resolve("launcher");
        DurableFiles.write(script, text.getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** How the script starts Java, with the jars in this folder. */
    static JavaStart start(Home home, Path jars) throws IOException {
        List<Path> files = new ArrayList<>(LauncherJars.inForce(home));
        files.add(home.launchers().resolve("bootstrap.jar"));
        return new JavaStart(java(home), List.of(), LauncherJars.commandClassPath(home, jars), files);
    }

    /** The beginning of a command line that the launcher in force runs. */
    static List<String> commandLine(Home home) throws KeepFailure {
        try {
            Pointer pointer = Pointer.read(Pointer.fileIn(home.folder().toFile()));
            Path jars = home.launchers().resolve(pointer.current().name());
            String classPath = jars + File.separator + "*" + File.pathSeparator
                    + home.launchers().resolve("bootstrap.jar");
            return List.of(
                    JavaProgram.here(),
                    "-D" + CommandBase.HOME_PROPERTY + "=" + home.folder(),
                    "-cp",
                    classPath,
                    Main.class.getName());
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DAMAGED_INSTALLATION, "no launcher in force", e, home.launchers());
        }
    }

    /** The installation's own Java, or else the one that runs this. */
    static String java(Home home) {
        return Runtimes.inForce(home).map(JavaProgram::in).orElseGet(JavaProgram::here);
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}

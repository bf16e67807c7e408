package jp.quickcare.launcher.archive;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.JavaProgram;

/**
 * Has the archives made off the user's path: by a process of its own, of low priority, that outlives this one. Where
 * that cannot be, starts only stay as slow as they are; so nothing here fails.
 */
public final class MakingLater {
    /** Environment variable: with {@code off} no archives are made but by the command {@code archive}. */
    public static final String SETTING = "QUICKCARE_ARCHIVES";

    /** Option of the command {@code archive}: the process that has to end first. */
    public static final String AFTER = "--after";

    private MakingLater() {}

    /** Begins once this process has ended. */
    public static void afterThisProcess(Home home) {
        begin(home, List.of(AFTER, String.valueOf(ProcessHandle.current().pid())));
    }

    /** Begins now. */
    public static void now(Home home) {
        begin(home, List.of());
    }

    private static void begin(Home home, List<String> arguments) {
        Optional<Path> folder = LauncherJars.folder(home);
        boolean wanted = !"off".equals(System.getenv(SETTING)) && Files.isWritable(home.state());
        if (!wanted || folder.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>();
        command.add(JavaProgram.here());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"));
        command.add("-Dquickcare.home=" + home.folder());
        command.addAll(List.of("-cp", LauncherJars.commandClassPath(home, folder.get())));
        command.addAll(List.of("jp.quickcare.launcher.cli.Main", "archive", "--silent"));
        command.addAll(arguments);
        if (!(File.separatorChar == '/' && begin(gently(command)))) {
            begin(command);
        }
    }

    private static List<String> gently(List<String> command) {
        List<String> gently = new ArrayList<>(List.of("nice", "-n", "19"));
        gently.addAll(command);
        return gently;
    }

    /** @return false where there is no such program */
    private static boolean begin(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

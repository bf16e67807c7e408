package jp.quickcare.launcher.window;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import jp.quickcare.bootstrap.Pointer;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.JavaProgram;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that draws the window: when a display goes away, Java ends the process that draws on it, and that must
 * not be the one that updates (SPEC A23). It also keeps every class of Swing out of a click's own JVM. Not thread-safe.
 */
final class WindowProcess {
    /** Environment variable: port and word, with a space between them; a command line could be read by others. */
    static final String ENVIRONMENT = "QUICKCARE_WINDOW";

    private static final Logger LOG = LoggerFactory.getLogger(WindowProcess.class);
    private static final int MOST_STARTS = 5;

    private final Locale locale;
    private @Nullable Process process;
    private int starts;

    /** @param locale the language of what it shows */
    WindowProcess(Locale locale) {
        this.locale = locale;
    }

    /** Whether this process has a display that a window could be on. */
    static boolean isPossible() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String display = System.getenv("DISPLAY");
        return system.startsWith("windows") || system.startsWith("mac") || (display != null && !display.isBlank());
    }

    /** Starts it unless it runs. @return false where it cannot be, or ended at once every time before */
    boolean start(Home home, int port, String word) {
        if (isAlive()) {
            return true;
        }
        if (!isPossible() || starts++ >= MOST_STARTS) {
            return false;
        }
        ProcessBuilder builder = new ProcessBuilder(command(home));
        builder.environment().put(ENVIRONMENT, port + " " + word);
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.redirectInput(ProcessBuilder.Redirect.from(nowhere()));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(log(home));
        try {
            process = builder.start();
            return true;
        } catch (IOException e) {
            LOG.warn("no window: {}", e.toString());
            return false;
        }
    }

    private static File nowhere() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }

    private static ProcessBuilder.Redirect log(Home home) {
        return Files.isDirectory(home.logs()) && Files.isWritable(home.logs())
                ? ProcessBuilder.Redirect.to(home.logs().resolve("window.log").toFile())
                : ProcessBuilder.Redirect.DISCARD;
    }

    private List<String> command(Home home) {
        return List.of(
                JavaProgram.here(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx128m",
                "-Dfile.encoding=UTF-8",
                "-cp",
                classPath(home),
                "jp.quickcare.launcher.window.screen.WindowMain",
                locale.toLanguageTag());
    }

    /** The jars of this launcher: beside the one this class came from, or, at a click, where the pointer says. */
    private static String classPath(Home home) {
        CodeSource source = WindowProcess.class.getProtectionDomain().getCodeSource();
        try {
            // At a click the bootstrap makes the classes, and says of none where it came from.
            Path jar = source == null || source.getLocation() == null
                    ? null
                    : Path.of(source.getLocation().toURI());
            if (jar != null && Files.isRegularFile(jar)) {
                return allJars(Objects.requireNonNull(jar.getParent()));
            }
        } catch (URISyntaxException e) {
            // As where there is no jar.
        }
        try {
            Pointer pointer = Pointer.read(Pointer.fileIn(home.folder().toFile()));
            return allJars(home.launchers().resolve(pointer.current().name()));
        } catch (IOException e) {
            return System.getProperty("java.class.path");
        }
    }

    /** Windows knows no path with a star in it. */
    private static String allJars(Path folder) {
        return folder + File.separator + "*";
    }

    boolean isAlive() {
        Process running = process;
        return running != null && running.isAlive();
    }
}

package jp.quickcare.launcher.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import jp.quickcare.launcher.home.Home;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Sends the log to {@code state/log/launcher.log}: at most five files of 2 MB. Until then it goes nowhere. */
public final class Logs {
    private static final String FILE_NAME = "launcher.log";

    private static volatile @Nullable LogFile file;
    private static volatile @Nullable LogFile second;

    private Logs() {}

    /**
     * Names this log to SLF4J, which else opens every jar of the class path in search of one. Only for a JVM of the
     * launcher's own: an application may have another log.
     */
    public static void ofThisJvm() {
        System.setProperty("slf4j.provider", FileLogProvider.class.getName());
        // It would say so, to the person at the terminal.
        System.setProperty("slf4j.internal.verbosity", "WARN");
        // Found here, by one thread: whoever asks for a log while another finds it gets one that speaks later, and in a
        // process that ends at once never.
        LoggerFactory.getILoggerFactory();
    }

    /** Opens the log of an installation; nothing happens when it is open already or the home has no state yet. */
    public static synchronized void open(Home home) {
        if (file == null && Files.isDirectory(home.state())) {
            file = new LogFile(home.logs().resolve(FILE_NAME));
        }
    }

    /**
     * Writes the same to a file of somebody's choice, from here on, whatever installation this is about.
     *
     * @return false where it cannot be written to, and is not
     */
    public static synchronized boolean also(Path chosen) {
        try {
            Path absolute = chosen.toAbsolutePath();
            Path folder = absolute.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.write(absolute, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            second = new LogFile(absolute);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Closes the log of the installation, so that its folder can be removed. */
    public static synchronized void close() {
        file = null;
    }

    static boolean isOpen() {
        return file != null || second != null;
    }

    static void append(String entry) {
        LogFile own = file;
        LogFile other = second;
        if (own != null) {
            own.append(entry);
        }
        if (other != null) {
            other.append(entry);
        }
    }
}

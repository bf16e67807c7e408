package jp.quickcare.launcher.log;

import java.nio.file.Files;
import jp.quickcare.launcher.home.Home;
import org.jspecify.annotations.Nullable;

/** Sends the log to {@code state/log/launcher.log}: at most five files of 2 MB. Until then it goes nowhere. */
public final class Logs {
    private static final String FILE_NAME = "launcher.log";

    private static volatile @Nullable LogFile file;

    private Logs() {}

    /** Opens the log of an installation; nothing happens when it is open already or the home has no state yet. */
    public static synchronized void open(Home home) {
        if (file == null && Files.isDirectory(home.state())) {
            file = new LogFile(home.logs().resolve(FILE_NAME));
        }
    }

    /** Closes the log, so that its folder can be removed. */
    public static synchronized void close() {
        file = null;
    }

    static @Nullable LogFile current() {
        return file;
    }
}

package jp.quickcare.launcher.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;

/** Writes {@code last-check}; apart from {@link LastCheck}, so that a click that only reads loads little. */
public final class PolicyFiles {
    private PolicyFiles() {}

    /** Replaces the note, durably and all at once. @throws IOException it could not be written; the old one is there */
    public static void write(Home home, LastCheck check) throws IOException {
        DurableFiles.createFolders(home.state());
        DurableFiles.write(home.lastCheck(), check.text().getBytes(StandardCharsets.UTF_8));
    }
}

package jp.quickcare.launcher.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;

/**
 * Which release has shown that it comes up, and how often another has failed to (SPEC A33). A release that follows
 * another is on trial until it has; nothing has to be written for that at the time of the update, so no crash can lose
 * it.
 */
final class TrialRecord {
    /** How often a release may fail to come up; then it is put back. */
    static final int MOST_FAILURES = 2;

    private final Home home;
    private String proven;
    private String failing;
    private long failures;

    private TrialRecord(Home home, String proven, String failing, long failures) {
        this.home = home;
        this.proven = proven;
        this.failing = failing;
        this.failures = failures;
    }

    static TrialRecord read(Home home) {
        Entries entries = Entries.read(home.trial().toFile());
        return entries == null
                ? new TrialRecord(home, "", "", 0)
                : new TrialRecord(home, entries.get("proven"), entries.get("failing"), entries.number("failures", 0));
    }

    /**
     * Whether the release has yet to show that it comes up, and there is one to go back to. Not to somebody who may not
     * change the installation: it could neither be kept that it came up nor be put back.
     */
    boolean isOnTrial(String release) {
        return !proven.equals(release) && home.previous().toFile().isDirectory() && Files.isWritable(home.state());
    }

    /** The release came up. */
    void succeeded(String release) throws IOException {
        if (!proven.equals(release) || failures > 0) {
            proven = release;
            failing = "";
            failures = 0;
            write();
        }
    }

    /**
     * The release did not come up.
     *
     * @return true when that was once too often
     */
    boolean failed(String release) throws IOException {
        failures = failing.equals(release) ? failures + 1 : 1;
        failing = release;
        write();
        return isGivenUp(release);
    }

    /** Whether the release has failed too often already; the roll back may have been cut short. */
    boolean isGivenUp(String release) {
        return failing.equals(release) && failures >= MOST_FAILURES;
    }

    private void write() throws IOException {
        String text = "proven=" + proven + "\nfailing=" + failing + "\nfailures=" + failures + "\n";
        Files.createDirectories(home.state());
        DurableFiles.write(home.trial(), text.getBytes(StandardCharsets.UTF_8));
    }
}

package jp.quickcare.launcher.click;

import java.io.File;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.launch.LaunchNote;
import jp.quickcare.launcher.launch.NotAgain;
import jp.quickcare.launcher.policy.LastCheck;
import jp.quickcare.launcher.receipt.QuickCheck;
import org.jspecify.annotations.Nullable;

/** What this PC knows before it asks anybody: what is installed, and what the last verified check said of it. */
final class Known {
    private final boolean unfinished;
    private final @Nullable QuickCheck installed;
    private final @Nullable LaunchNote note;
    private final @Nullable LastCheck lastCheck;
    private final boolean notAgain;

    Known(
            boolean unfinished,
            @Nullable QuickCheck installed,
            @Nullable LaunchNote note,
            @Nullable LastCheck lastCheck,
            boolean notAgain) {
        this.unfinished = unfinished;
        this.installed = installed;
        this.note = note;
        this.lastCheck = lastCheck;
        this.notAgain = notAgain;
    }

    static Known read(Home home, @Nullable LastCheck lastCheck) {
        File state = home.state().toFile();
        boolean unfinished = new File(state, "journal").exists()
                || new File(state, "uninstalling").exists()
                || new File(state, "at-next-start").exists();
        boolean notAgain = lastCheck != null
                && !lastCheck.manifestSha256().isEmpty()
                && NotAgain.contains(home, lastCheck.manifestSha256());
        return new Known(
                unfinished,
                unfinished ? null : QuickCheck.of(home),
                LaunchNote.read(LaunchNote.fileIn(home)),
                lastCheck,
                notAgain);
    }

    /** What a click does. */
    enum Move {
        /** The installed release starts. */
        START,
        /** It starts, and the full check goes on behind it. */
        START_AND_CHECK,
        /** The full check comes first, within the patience of a click. */
        CHECK,
        /** Something has to be done before anything may start. */
        ACT
    }

    /** Pure: what to do when the server has said this. */
    Move move(FastCheck.Answer answer) {
        if (!isWhole()) {
            return Move.ACT;
        }
        if (answer == FastCheck.Answer.CHANGED) {
            return Move.CHECK;
        }
        if (mustStop()) {
            return Move.ACT;
        }
        if (answer == FastCheck.Answer.NONE) {
            return Move.START_AND_CHECK;
        }
        return isDecided() ? Move.START : Move.CHECK;
    }

    /** Whether the installed release could start as it is. */
    boolean isWhole() {
        return !unfinished
                && installed != null
                && installed.intact()
                && note != null
                && note.release().equals(installed.manifestSha256());
    }

    /** A refusal in force, or a required update already known (SPEC A30, A32, A34), whatever a server says now. */
    boolean mustStop() {
        if (lastCheck == null || installed == null) {
            return false;
        }
        if (lastCheck.decision() == LastCheck.Decision.REFUSED) {
            return true;
        }
        boolean offered = lastCheck.decision() == LastCheck.Decision.OFFERED
                && lastCheck.required()
                && !lastCheck.manifestSha256().equals(installed.manifestSha256());
        return !notAgain && (offered || installed.counter() < lastCheck.requiredCounter());
    }

    /** Whether the last check was about the release that is installed now, and all that it asked for has come. */
    private boolean isDecided() {
        return lastCheck != null
                && installed != null
                && lastCheck.installedSha256().equals(installed.manifestSha256())
                && !lastCheck.owed();
    }

    /** Whether an optional update is known that the application may show. */
    boolean isOffered() {
        return lastCheck != null && lastCheck.decision() == LastCheck.Decision.OFFERED && !notAgain;
    }
}

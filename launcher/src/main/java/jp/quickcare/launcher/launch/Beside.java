package jp.quickcare.launcher.launch;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jp.quickcare.bootstrap.ApplicationLink;
import jp.quickcare.bootstrap.UpdateDownload;
import jp.quickcare.bootstrap.UpdateNotice;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import org.jspecify.annotations.Nullable;

/**
 * Starts the application beside this JVM and waits for it: a release with a process of its own, a program that is not
 * Java, a release whose options this JVM was not started with, and every release on trial (SPEC A33).
 */
public final class Beside {
    /** How a start ended. */
    public sealed interface Ended {
        /**
         * The application ran and ended.
         *
         * @param code its own exit code
         */
        record WithCode(int code) implements Ended {}

        /** The application asks to be updated and started again. */
        record ToUpdate() implements Ended {}

        /** The release did not come up and was put back; the one before it is installed now and is to be started. */
        record PutBack() implements Ended {}
    }

    /** Puts the release before this one in place again. */
    public interface PutBack {
        /** @throws UpdateFailure it could not be; what is installed is still whole */
        void toPrevious() throws UpdateFailure;
    }

    private final Home home;
    private final PutBack putBack;
    private @Nullable ApplicationProcess running;
    private @Nullable UpdateNotice notice;

    /**
     * For one start.
     *
     * @param putBack used when a release on trial fails
     */
    public Beside(Home home, PutBack putBack) {
        this.home = home;
        this.putBack = putBack;
    }

    /** Loads what starts a process, for one who has time now and none later. @throws InterruptedException as any wait */
    public static void prepare(Home home) throws InterruptedException {
        ProcessHandle.current();
        isOnTrial(home, "");
        ApplicationProcess.prepare(home);
    }

    /** Passes an optional update on to the application that runs now or next; from any thread. */
    public synchronized void announce(UpdateNotice found) {
        notice = found;
        if (running != null) {
            running.announce(found);
        }
    }

    /** Whether the application that runs has asked for the update since this was asked last; from any thread. */
    public synchronized boolean takeDownloadWish() {
        return running != null && running.takeDownloadWish();
    }

    /** Tells the application that runs how far the update is; from any thread. */
    public synchronized void tellDownload(UpdateDownload now) {
        if (running != null) {
            running.tellDownload(now);
        }
    }

    /**
     * Whether a release has still to show that it comes up, so that it may not be started in this JVM.
     *
     * @param release sha256 of its manifest, hex
     */
    public static boolean isOnTrial(Home home, String release) {
        return TrialRecord.read(home).isOnTrial(release);
    }

    /**
     * Starts the installed release and waits for its end.
     *
     * @throws IOException the system could not start it
     * @throws UpdateFailure it did not come up, and the one before it could not be put back
     * @throws InterruptedException this process is to end
     */
    public Ended run(LaunchNote note, List<String> usersArguments)
            throws IOException, UpdateFailure, InterruptedException {
        TrialRecord trial = TrialRecord.read(home);
        if (!trial.isOnTrial(note.release())) {
            return runProven(note, usersArguments);
        }
        boolean givenUp = trial.isGivenUp(note.release());
        while (!givenUp) {
            try (ApplicationProcess process = begin(note, usersArguments)) {
                if (process.awaitWell(note)) {
                    succeeded(trial, note);
                    return ended(process.await());
                }
            }
            givenUp = trial.failed(note.release());
        }
        // Recorded first: were the roll back cut short, the release must not be installed again all the same.
        NotAgain.add(home, note.release());
        try {
            putBack.toPrevious();
        } catch (UpdateFailure e) {
            // It stays installed, and then a repair of it must stay possible.
            NotAgain.remove(home, note.release());
            throw e;
        }
        LaunchFiles.refresh(home);
        LaunchNote before = LaunchNote.read(LaunchNote.fileIn(home));
        if (before != null) {
            succeeded(trial, before);
        }
        return new Ended.PutBack();
    }

    private static void succeeded(TrialRecord trial, LaunchNote note) {
        try {
            trial.succeeded(note.release());
        } catch (IOException e) {
            // It stays on trial and shows the same again at the next start; the application runs.
            return;
        }
    }

    private Ended runProven(LaunchNote note, List<String> usersArguments) throws IOException, InterruptedException {
        try (ApplicationProcess process = begin(note, usersArguments)) {
            return ended(process.await());
        }
    }

    private synchronized ApplicationProcess begin(LaunchNote note, List<String> usersArguments) throws IOException {
        running = ApplicationProcess.start(home, note, usersArguments, Optional.ofNullable(notice));
        return running;
    }

    private static Ended ended(int code) {
        return code == ApplicationLink.UPDATE_AND_RESTART ? new Ended.ToUpdate() : new Ended.WithCode(code);
    }
}

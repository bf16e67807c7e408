package jp.quickcare.launcher.apply;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Optional;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.ApplyFailure;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.progress.Step;
import jp.quickcare.launcher.register.Registration;
import jp.quickcare.launcher.uninstall.Uninstall;

/** What comes first at every start: finishes or undoes the change that an earlier run was in (SPEC A26). */
public final class Recovery {
    private Recovery() {}

    /** Whether there is anything to recover; one or two questions to the file system. */
    public static boolean needed(Home home) {
        return JournalFile.exists(home)
                || AtRestart.exists(home)
                || Files.exists(home.uninstalling(), LinkOption.NOFOLLOW_LINKS);
    }

    /** What an administrator has left to a restart, another user cannot take back: until then nothing is begun. */
    private static void settle(Home home) throws IOException, ApplyFailure {
        try {
            AtRestart.settle(home, RestartMoves.ofSystem());
        } catch (AccessDeniedException e) {
            throw new ApplyFailure(FailureCode.AT_RESTART, "waits for a restart: " + e.getMessage(), e);
        }
    }

    /**
     * Brings the installation to the new release where everything of it had been staged and verified, else back to the
     * old. It may itself be killed at any instant.
     *
     * @param registration the same as that of the change
     * @throws ApplyFailure naming the file when neither can be done now, because it is locked, say: the journal stays,
     *     and nothing must be started
     */
    public static Recovered recover(HomeLock lock, Registration registration, Progress progress) throws ApplyFailure {
        Home home = lock.home();
        try {
            if (!needed(home)) {
                // Made before the journal by a run that was killed just then; nothing is in it.
                DurableFiles.deleteTree(home.discarded());
                return Recovered.NOTHING;
            }
            progress.step(Step.RECOVER);
            settle(home);
            if (!needed(home)) {
                return Recovered.NOTHING;
            }
            if (Files.exists(home.uninstalling(), LinkOption.NOFOLLOW_LINKS)) {
                Uninstall.finish(lock, registration);
                return Recovered.UNINSTALLED;
            }
            Optional<Journal> journal = JournalFile.read(home);
            if (journal.isEmpty()) {
                DurableFiles.delete(home.receipt());
                DurableFiles.replace(home.journal(), home.state().resolve("journal.damaged"));
                return Recovered.UNCERTAIN;
            }
            return new Change(home, journal.get(), registration).resume(progress);
        } catch (IOException e) {
            throw new ApplyFailure(FailureCode.DISK, "cannot recover " + home.folder(), e, home.folder());
        }
    }
}

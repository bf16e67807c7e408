package jp.quickcare.launcher.apply;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.ApplyFailure;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.progress.Step;
import jp.quickcare.launcher.receipt.KeptManifests;
import jp.quickcare.launcher.receipt.PinnedManifest;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.register.Registration;
import org.jspecify.annotations.Nullable;

/**
 * A journalled change, from the journal's first byte to its removal. A failure anywhere in it turns it back; a kill
 * anywhere leaves a journal that {@link #resume} goes on from.
 */
final class Change {
    private final Home home;
    private final Journal journal;
    private final Exchange exchange;
    private final Conclusion conclusion;

    Change(Home home, Journal journal, Registration registration) {
        this.home = home;
        this.journal = journal;
        this.exchange = new Exchange(home, journal);
        this.conclusion = new Conclusion(home, journal, registration);
    }

    /**
     * Writes down what is going to be done, then does it.
     *
     * @param installed the receipt in force
     * @throws KeepFailure when it could not even be written down, or was given up in the middle
     *     ({@link FailureCode#CANCELLED}); nothing has changed
     * @throws ApplyFailure when it could not be done and was undone
     */
    void begin(PinnedManifest release, Optional<Receipt> installed, Progress progress)
            throws KeepFailure, ApplyFailure {
        try {
            prepare(release, installed);
            JournalFile.write(home, journal);
        } catch (IOException e) {
            forget(e);
            String detail = "cannot prepare the change in " + home.state() + ": " + e.getMessage();
            throw new KeepFailure(FailureCode.DISK, detail, e, home.state());
        }
        try {
            forward(progress, progress::cancelled);
        } catch (StoppedException e) {
            throw new KeepFailure(FailureCode.CANCELLED, "stopped while files were put in place, and undone", e);
        }
    }

    /**
     * Writes down what is going to be done, and has the system begin with it when it starts again.
     *
     * @throws IOException the system refuses; nothing has changed
     */
    void atRestart(PinnedManifest release, Optional<Receipt> installed, RestartMoves system) throws IOException {
        prepare(release, installed);
        AtRestart.begin(home, journal, system);
    }

    private void prepare(PinnedManifest release, Optional<Receipt> installed) throws IOException {
        KeptManifests.keep(home, release);
        DurableFiles.deleteTree(home.folder().resolve(journal.asideFolder()));
        DurableFiles.createFolders(home.folder().resolve(journal.asideFolder()));
        if (installed.isPresent()) {
            installed.get().write(home.folder().resolve(journal.savedReceipt()));
        }
    }

    /** A journal that may not be durable must not come into force later. */
    private void forget(IOException why) {
        try {
            JournalFile.remove(home);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    /** Goes on where an earlier run was stopped. @return which release is in place now */
    Recovered resume(Progress progress) throws ApplyFailure {
        switch (journal.direction()) {
            case BACK -> {
                back(null);
                return Recovered.UNDONE;
            }
            case DONE -> {
                clear();
                return Recovered.FINISHED;
            }
            default -> {
                try {
                    forward(progress, () -> false);
                    return Recovered.FINISHED;
                } catch (StoppedException e) {
                    return Recovered.UNDONE;
                } catch (ApplyFailure e) {
                    if (JournalFile.exists(home)) {
                        throw e;
                    }
                    return Recovered.UNDONE;
                }
            }
        }
    }

    private void forward(Progress progress, BooleanSupplier givenUp) throws ApplyFailure, StoppedException {
        try {
            progress.step(Step.APPLY);
            exchange.forward(progress, givenUp);
            progress.step(Step.REGISTER);
            conclusion.forward();
        } catch (StoppedException e) {
            back(e);
            throw e;
        } catch (IOException e) {
            back(e);
            throw failure("undone, because it could not be applied: ", e);
        }
        clear();
    }

    /** From here on there is no way back, and none is needed: the new release is complete and registered. */
    private void clear() {
        try {
            JournalFile.turn(home, Journal.Direction.DONE);
            conclusion.clearForward();
            JournalFile.remove(home);
        } catch (IOException e) {
            // What is left to delete, the next recovery does.
        }
    }

    private void back(@Nullable IOException why) throws ApplyFailure {
        try {
            JournalFile.turn(home, Journal.Direction.BACK);
            exchange.back();
            conclusion.back();
            conclusion.clearBack();
            JournalFile.remove(home);
        } catch (IOException e) {
            if (why != null) {
                e.addSuppressed(why);
            }
            throw failure("not undone yet, tried again at the next start: ", e);
        }
    }

    private ApplyFailure failure(String what, IOException e) {
        String file = e instanceof FileSystemException named && named.getFile() != null
                ? named.getFile()
                : home.folder().toString();
        return new ApplyFailure(FailureCode.DISK, what + e.getMessage(), e, file);
    }
}

package jp.quickcare.launcher.cli;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jp.quickcare.launcher.archive.MakingLater;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes what lets Java start faster; the launcher runs it by itself after an install or update. */
@Command(name = "archive")
final class ArchiveCommand extends CommandBase {
    private static final long LONGEST_WAIT_MINUTES = 10;

    @Option(names = MakingLater.AFTER, hidden = true)
    private @Nullable Long after;

    @Override
    int run() throws UpdateFailure {
        Home home = installation().home();
        try {
            awaitEnd();
            say("archive." + ArchiveMaking.run(home));
            return 0;
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot make archives: " + e.getMessage(), e, home.archives());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeepFailure(FailureCode.CANCELLED, "interrupted", e);
        }
    }

    /** The process whose list of classes this is writes it to its last moment. */
    private void awaitEnd() throws InterruptedException {
        var former = after == null ? null : ProcessHandle.of(after).orElse(null);
        if (former != null) {
            try {
                former.onExit().get(LONGEST_WAIT_MINUTES, TimeUnit.MINUTES);
            } catch (ExecutionException | TimeoutException e) {
                // Then with what there is.
                return;
            }
        }
    }
}

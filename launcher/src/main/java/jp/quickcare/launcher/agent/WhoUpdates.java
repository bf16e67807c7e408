package jp.quickcare.launcher.agent;

import java.nio.file.Files;
import jp.quickcare.launcher.click.SlowPath;
import jp.quickcare.launcher.click.UpdateProcess;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.update.BackgroundDownload;

/** Who changes the installation for this process's user: he himself where he may, else its agent. Of a click's fast path. */
public final class WhoUpdates {
    private WhoUpdates() {}

    /** Whether it takes the agent; what is not there yet, anybody may try to make. */
    public static boolean isAgent(Home home) {
        return Files.isDirectory(home.state()) && !Files.isWritable(home.state());
    }

    /** For one start. */
    public static SlowPath slowPath(Home home) {
        if (isAgent(home)) {
            return ThroughAgent.ofProcess(home);
        }
        return UpdateProcess.orHere(home);
    }

    /** Brings an optional update into staging. @return false where none is offered */
    public static boolean bring(Home home, Progress progress) throws UpdateFailure {
        return isAgent(home) ? ThroughAgent.bring(home, progress) : new BackgroundDownload(home).bring(progress);
    }
}

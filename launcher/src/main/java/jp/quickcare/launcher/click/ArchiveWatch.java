package jp.quickcare.launcher.click;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.archive.ClassArchive;
import jp.quickcare.launcher.archive.JavaStart;
import jp.quickcare.launcher.archive.MakingLater;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.launch.ClickStart;
import jp.quickcare.launcher.launch.LaunchFiles;

/** Has the archive of class data made once the application has come up, where it is missing or no longer fits. */
final class ArchiveWatch extends Thread {
    /** Time to come up, in which nothing of ours is in the way; nearly all classes of a start are known by then. */
    private static final long QUIET_SECONDS = 20;

    private final Home home;

    private ArchiveWatch(Home home) {
        super("archive watch");
        this.home = home;
        setDaemon(true);
    }

    /** Looks after it for one start. */
    static void begin(Home home) {
        new ArchiveWatch(home).start();
    }

    @Override
    public void run() {
        try {
            TimeUnit.SECONDS.sleep(QUIET_SECONDS);
        } catch (InterruptedException e) {
            return;
        }
        Optional<JavaStart> start = ClickStart.ofInstalled(home);
        boolean recorded = System.getProperty(LaunchFiles.RECORDING_PROPERTY) != null;
        if (start.isPresent() && (recorded || !ClassArchive.ofClick(home).fits(start.get()))) {
            MakingLater.now(home);
        }
    }
}

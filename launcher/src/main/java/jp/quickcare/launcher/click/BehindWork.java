package jp.quickcare.launcher.click;

import java.io.File;
import java.io.IOException;
import jp.quickcare.launcher.agent.WhoUpdates;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.presence.Presence;
import jp.quickcare.launcher.update.Installation;
import jp.quickcare.launcher.update.LauncherRelease;
import org.jspecify.annotations.Nullable;

/** Says who is here, hears what is new, and sends the reports that an earlier run could not. */
final class BehindWork {
    private final Launching launching;
    private final boolean inThisJvm;
    private final Behind thread;
    private @Nullable Presence here;

    BehindWork(Launching launching, boolean inThisJvm, Behind thread) {
        this.launching = launching;
        this.inThisJvm = inThisJvm;
        this.thread = thread;
    }

    void run() throws IOException {
        Home home = launching.home();
        Installation installation;
        try {
            installation = Installation.open(home);
        } catch (UpdateFailure e) {
            // Settings that cannot be used are told by the commands; the application runs.
            return;
        }
        if (hasReports(home)) {
            installation.reports().send();
        }
        new DownloadWishes(launching).start();
        String version = LauncherRelease.version().toString();
        try (Presence presence = new Presence(home, installation.settings(), version, inThisJvm, this::look)) {
            here = presence;
            thread.closeAtEnd(presence);
            presence.run();
        }
    }

    private static boolean hasReports(Home home) {
        // The class that writes them brings a library along, which is not worth it where there are none.
        File[] kept = new File(home.state().toFile(), "reports").listFiles((folder, name) -> name.endsWith(".json"));
        return kept != null && kept.length > 0;
    }

    private void look() {
        try (SlowPath slowPath = WhoUpdates.slowPath(launching.home())) {
            slowPath.check().notice().ifPresent(launching::announce);
            if (here != null) {
                here.goOnWith(Installation.open(launching.home()).settings());
            }
        } catch (UpdateFailure e) {
            // Logged and kept for the server where the check was made.
            return;
        }
    }
}

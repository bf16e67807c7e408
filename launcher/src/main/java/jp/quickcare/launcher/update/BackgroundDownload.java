package jp.quickcare.launcher.update;

import java.time.Clock;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.fetch.DownloadLimits;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.log.Logs;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.report.Reports;
import jp.quickcare.launcher.update.UpdateRun.Extent;
import jp.quickcare.launcher.verify.HttpSources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what an optional update needs while the application runs, and puts nothing in place (SPEC A6, A24). */
public final class BackgroundDownload {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundDownload.class);

    private final Home home;

    /** For one installation. */
    public BackgroundDownload(Home home) {
        this.home = home;
    }

    /**
     * Brings it into staging, where the update finds it.
     *
     * @return false where no update is offered
     * @throws UpdateFailure it could not be brought; what has arrived is kept for the next time
     */
    public boolean bring(Progress progress) throws UpdateFailure {
        Logs.open(home);
        Workplace place = Workplace.open(home, new HttpSources(DownloadLimits.standard()), Clock.systemUTC());
        try (Reports told = place.reports();
                HomeLock lock = HomeLock.acquire(home);
                PolicyCheck check = place.ask()) {
            if (!(check.decide(place.receipt()) instanceof UpdateDecision.Offered offered)) {
                return false;
            }
            UpdateRun run = place.goingOnWith(check)
                    .run(Unattended.with(progress), true)
                    .onlyBringing();
            try {
                run.carryOut(lock, offered.release(), run.plan(offered.release(), Extent.CHANGED));
            } catch (KeepFailure e) {
                if (e.code() != FailureCode.AT_NEXT_START) {
                    throw e;
                }
            }
            told.send();
            LOG.info("release {} is brought", offered.release().manifest().version());
            return true;
        } catch (UpdateFailure e) {
            LOG.warn("not brought: {} {}", e.code(), e.getMessage());
            throw e;
        }
    }
}

package jp.quickcare.launcher.update;

import java.util.Locale;
import java.util.Optional;
import jp.quickcare.bootstrap.UpdateNotice;
import jp.quickcare.launcher.click.SlowPath.Done;
import jp.quickcare.launcher.failure.ApplyFailure;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.report.Why;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.launcher.update.UpdateRun.Extent;
import jp.quickcare.manifest.release.TrustedRelease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a start does about a decision (SPEC A6): asks where it is required, brings what is wanted, and says what starts.
 *
 * @param accepted whether the person has asked for the update
 */
record StartUpdate(HomeLock lock, Workplace place, PolicyCheck check, Conversation talk, boolean accepted) {
    private static final Logger LOG = LoggerFactory.getLogger(StartUpdate.class);

    /** Acts on it. @throws UpdateFailure nothing may start */
    Done act(UpdateDecision decision) throws UpdateFailure {
        if (decision instanceof UpdateDecision.Refused refused) {
            place.tell(decision);
            talk.refused(refused.offer().message(talk.locale()));
            return new Done.Stop(FailureCode.REFUSED.exitCode());
        }
        Optional<Receipt> receipt = place.receipt();
        if (decision instanceof UpdateDecision.Offered offered) {
            return update(offered);
        }
        if (decision instanceof UpdateDecision.UpToDate current) {
            if (!Whole.is(lock.home(), receipt.orElseThrow())) {
                bring(current.release(), false, false);
            }
            place.tell(decision);
            return new Done.Start(Optional.empty());
        }
        place.mend(lock, receipt.orElseThrow(() -> Workplace.failure(decision)), Extent.CHANGED, talk, false);
        place.tell(decision);
        if (decision instanceof UpdateDecision.NotPossible) {
            talk.notUpdated(Workplace.failure(decision));
        }
        return new Done.Start(Optional.empty());
    }

    private Done update(UpdateDecision.Offered offered) throws UpdateFailure {
        Optional<Receipt> receipt = place.receipt();
        boolean whole = receipt.isPresent() && Whole.is(lock.home(), receipt.get());
        if (whole && !offered.required() && !accepted) {
            place.tell(offered);
            return new Done.Start(notice(offered));
        }
        boolean ask = offered.required() && !accepted;
        try {
            if (talk.progress().cancelled()) {
                // While the Java was brought: whoever gave up is not asked whether he wants the rest.
                throw new KeepFailure(FailureCode.CANCELLED, "stopped before it began", null);
            }
            if (!bring(offered.release(), ask, whole && !offered.required())) {
                return new Done.Stop(FailureCode.CANCELLED.exitCode());
            }
            return new Done.Start(Optional.empty());
        } catch (ApplyFailure e) {
            throw e;
        } catch (UpdateFailure e) {
            if (offered.required() || !whole) {
                throw e;
            }
            LOG.error("not updated: {} {}", e.code(), e.getMessage(), e);
            place.tell(e);
            talk.notUpdated(e);
            return new Done.Start(notice(offered));
        }
    }

    /** @return false where the person said no */
    private boolean bring(TrustedRelease release, boolean ask, boolean installedMayStart) throws UpdateFailure {
        UpdateRun run = place.run(talk, false);
        if (installedMayStart) {
            run.orWithTheInstalledRelease();
        }
        var plan = run.plan(release, Extent.CHANGED);
        var proposal = run.proposal(release, plan);
        if (ask && System.getenv(UpdateFlow.SILENT) == null) {
            // The person may take a while.
            place.tell(new UpdateDecision.Offered(release, true));
        }
        if (ask && !talk.agrees(proposal, place.tookOthers(release.manifestSha256()))) {
            LOG.info(
                    "release {} is required; the user said no",
                    release.manifest().version());
            place.reports().state(Why.DECLINED, "", release.manifest().version());
            return false;
        }
        if (!ask) {
            talk.announces(proposal);
        }
        UpdateRun.Result result = run.carryOut(lock, release, plan);
        check.keep(new UpdateDecision.UpToDate(release), Optional.of(result.receipt()));
        place.tell(new UpdateDecision.UpToDate(release));
        LOG.info("release {} is in place, {}", release.manifest().version(), plan.kind());
        return true;
    }

    /** What the login screen says of an optional release. */
    static Optional<UpdateNotice> notice(UpdateDecision decision) {
        if (decision instanceof UpdateDecision.Offered offered) {
            TrustedRelease release = offered.release();
            String message = release.offer().message(Locale.getDefault());
            return Optional.of(new UpdateNotice(release.manifest().version(), message));
        }
        return Optional.empty();
    }
}

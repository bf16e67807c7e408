package jp.quickcare.launcher.update;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import jp.quickcare.bootstrap.UpdateNotice;
import jp.quickcare.launcher.apply.RollBack;
import jp.quickcare.launcher.click.SlowPath;
import jp.quickcare.launcher.failure.ApplyFailure;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.fetch.DownloadLimits;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.launch.NotAgain;
import jp.quickcare.launcher.log.Logs;
import jp.quickcare.launcher.policy.LastCheck;
import jp.quickcare.launcher.policy.LastCheck.Decision;
import jp.quickcare.launcher.proxy.ProxyRefusedException;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.report.Why;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.update.UpdateRun.Extent;
import jp.quickcare.launcher.verify.HttpSources;
import jp.quickcare.launcher.verify.Sources;
import jp.quickcare.launcher.window.Conversations;
import jp.quickcare.manifest.release.TrustedRelease;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole update at a click (SPEC A6, A20, A30, A34): whatever happens, it ends with what may start, or why not. */
public final class UpdateFlow implements SlowPath {
    /** Set in the environment, nobody is asked: required updates are made. */
    public static final String SILENT = "QUICKCARE_SILENT";

    private static final Logger LOG = LoggerFactory.getLogger(UpdateFlow.class);

    private final Home home;
    private final Sources sources;
    private final Clock clock;
    private final Supplier<Conversation> conversations;
    private @Nullable Workplace workplace;
    private @Nullable PolicyCheck checked;
    private @Nullable UpdateFailure checkFailure;

    /** For one start of this installation, talking as this process can. */
    public UpdateFlow(Home home) {
        this(
                home,
                new HttpSources(DownloadLimits.standard()),
                Clock.systemUTC(),
                () -> Conversations.ofProcess(home, Messages.ofProcess(), System.getenv(SILENT) != null));
    }

    UpdateFlow(Home home, Sources sources, Clock clock, Supplier<Conversation> conversations) {
        this.home = home;
        this.sources = sources;
        this.clock = clock;
        this.conversations = conversations;
    }

    private Workplace workplace() throws UpdateFailure {
        Workplace open = workplace;
        if (open == null) {
            open = Workplace.open(home, sources, clock);
            workplace = open;
        }
        return open;
    }

    @Override
    public Decided check() throws UpdateFailure {
        Logs.open(home);
        try {
            Workplace place = workplace();
            PolicyCheck check = place.ask();
            checked = check;
            Optional<Receipt> receipt = place.receipt();
            UpdateDecision decision = check.decide(receipt);
            place.tell(decision);
            boolean stops = decision instanceof UpdateDecision.Refused
                    || (decision instanceof UpdateDecision.Offered offered && offered.required());
            boolean act = stops
                    || receipt.isEmpty()
                    || place.selfUpdate().offered(check.state()).isPresent();
            return new Decided(act, notice(decision));
        } catch (UpdateFailure e) {
            checkFailure = e;
            if (workplace != null) {
                workplace.tell(e);
            }
            LOG.warn("not checked: {}", e.getMessage());
            throw e;
        }
    }

    private static Optional<UpdateNotice> notice(UpdateDecision decision) {
        if (decision instanceof UpdateDecision.Offered offered) {
            TrustedRelease release = offered.release();
            String message = release.offer().message(Locale.getDefault());
            return Optional.of(new UpdateNotice(release.manifest().version(), message));
        }
        return Optional.empty();
    }

    @Override
    public Done carryOut(boolean accepted) {
        Logs.open(home);
        try (Conversation talk = conversations.get()) {
            try (HomeLock lock = HomeLock.acquire(home)) {
                return told(carryOut(lock, accepted, talk));
            } catch (UpdateFailure e) {
                if (workplace != null && e.code() != FailureCode.BUSY) {
                    workplace.tell(e);
                }
                LOG.error("nothing starts: {} {}", e.code(), e.getMessage(), e);
                talk.failed(e);
                return told(new Done.Stop(e.code().exitCode()));
            }
        } finally {
            if (checked != null) {
                checked.close();
            }
        }
    }

    /** What is left to be told goes out behind the application, and now where there is none. */
    private Done told(Done done) {
        if (workplace != null && done instanceof Done.Stop) {
            workplace.reports().close();
        }
        return done;
    }

    private Done carryOut(HomeLock lock, boolean accepted, Conversation talk) throws UpdateFailure {
        Workplace place = workplace();
        place.recover(lock, talk.progress());
        Optional<Done> waited = putKeptInPlace(lock, talk);
        if (waited.isPresent()) {
            return waited.get();
        }
        PolicyCheck check;
        UpdateDecision decision;
        try {
            check = checked(place, talk);
            Optional<TrustedRelease> launcher = place.selfUpdate().offered(check.state());
            if (launcher.isPresent() && place.replaceLauncher(lock, launcher.get(), talk.progress())) {
                return new Done.Reload();
            }
            decision = check.decide(place.receipt());
        } catch (UpdateFailure e) {
            LOG.warn("no answer to go by: {}", e.getMessage());
            place.tell(e);
            return withoutServer(place, talk, e);
        }
        return act(lock, place, check, decision, accepted, talk);
    }

    /**
     * A release that waits for this start goes first, without asking a server or the person again (SPEC A25).
     *
     * @return empty where none waits, or another is wanted by now
     */
    private Optional<Done> putKeptInPlace(HomeLock lock, Conversation talk) throws UpdateFailure {
        Optional<String> kept = KeptUpdate.find(home);
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        try {
            Workplace place = workplace().goingByWhatIsKept(clock);
            try (PolicyCheck check = place.ask()) {
                if (check.look(place.receipt()) instanceof UpdateDecision.Offered offered
                        && offered.release().manifestSha256().hex().equals(kept.get())) {
                    UpdateRun run = place.run(talk, false);
                    run.carryOut(lock, offered.release(), run.plan(offered.release(), Extent.CHANGED));
                    LOG.info(
                            "release {} had waited and is in place",
                            offered.release().manifest().version());
                    return Optional.of(new Done.Start(Optional.empty()));
                }
            }
        } catch (ApplyFailure e) {
            throw e;
        } catch (UpdateFailure e) {
            if (e.code() == FailureCode.AT_NEXT_START || e.code() == FailureCode.IN_USE) {
                return Optional.of(stillInUse(talk, e));
            }
            LOG.warn("what waited is not put in place: {}", e.getMessage());
        }
        KeptUpdate.forget(home);
        return Optional.empty();
    }

    private Done stillInUse(Conversation talk, UpdateFailure failure) {
        LastCheck last = LastCheck.read(home.lastCheck().toFile());
        Optional<Receipt> receipt = Receipt.read(home.receipt());
        if (receipt.isEmpty() || (last != null && isRequired(last, receipt.get()))) {
            talk.failed(failure);
            return new Done.Stop(failure.code().exitCode());
        }
        talk.notUpdated(failure);
        return new Done.Start(Optional.empty());
    }

    /** What this instance has learnt already counts, a failure too: the user has waited for it once. */
    private PolicyCheck checked(Workplace place, Conversation talk) throws UpdateFailure {
        if (checkFailure != null && ProxyRefusedException.in(checkFailure).isEmpty()) {
            throw checkFailure;
        }
        PolicyCheck check = checked;
        if (check == null) {
            talk.progress().step(jp.quickcare.launcher.progress.Step.CHECK);
            check = place.ask(talk);
            checked = check;
        }
        return check;
    }

    /** Without an answer the policy last seen holds (SPEC A30, A32, A34). */
    private Done withoutServer(Workplace place, Conversation talk, UpdateFailure failure) throws UpdateFailure {
        LastCheck last = LastCheck.read(home.lastCheck().toFile());
        String language = talk.locale().getLanguage();
        if (last != null && last.decision() == Decision.REFUSED) {
            talk.refused(last.message(language));
            return new Done.Stop(FailureCode.REFUSED.exitCode());
        }
        Receipt receipt = place.receipt().orElseThrow(() -> failure);
        if (last != null && isRequired(last, receipt)) {
            talk.requiredButUnreachable(last.version(), last.message(language));
            return new Done.Stop(failure.code().exitCode());
        }
        place.requireIntact(receipt);
        talk.notUpdated(failure);
        if (last != null && last.decision() == Decision.OFFERED) {
            return new Done.Start(Optional.of(new UpdateNotice(last.version(), last.message(language))));
        }
        return new Done.Start(Optional.empty());
    }

    private boolean isRequired(LastCheck last, Receipt receipt) {
        if (NotAgain.contains(home, last.manifestSha256())) {
            return false;
        }
        boolean offered = last.decision() == Decision.OFFERED
                && last.required()
                && !last.manifestSha256().equals(receipt.manifestSha256().hex());
        return offered || receipt.counter() < last.requiredCounter();
    }

    private Done act(
            HomeLock lock,
            Workplace place,
            PolicyCheck check,
            UpdateDecision decision,
            boolean accepted,
            Conversation talk)
            throws UpdateFailure {
        if (decision instanceof UpdateDecision.Refused refused) {
            place.tell(decision);
            talk.refused(refused.offer().message(talk.locale()));
            return new Done.Stop(FailureCode.REFUSED.exitCode());
        }
        Optional<Receipt> receipt = place.receipt();
        if (decision instanceof UpdateDecision.Offered offered) {
            return update(lock, place, check, offered, accepted, talk);
        }
        if (decision instanceof UpdateDecision.UpToDate current) {
            if (!UpdateRun.isWhole(home, receipt.orElseThrow())) {
                bring(lock, place, check, current.release(), talk, false, false);
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

    private Done update(
            HomeLock lock,
            Workplace place,
            PolicyCheck check,
            UpdateDecision.Offered offered,
            boolean accepted,
            Conversation talk)
            throws UpdateFailure {
        Optional<Receipt> receipt = place.receipt();
        boolean whole = receipt.isPresent() && UpdateRun.isWhole(home, receipt.get());
        if (whole && !offered.required() && !accepted) {
            place.tell(offered);
            return new Done.Start(notice(offered));
        }
        boolean ask = offered.required() && !accepted;
        try {
            if (!bring(lock, place, check, offered.release(), talk, ask, whole && !offered.required())) {
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
    private boolean bring(
            HomeLock lock,
            Workplace place,
            PolicyCheck check,
            TrustedRelease release,
            Conversation talk,
            boolean ask,
            boolean installedMayStart)
            throws UpdateFailure {
        UpdateRun run = place.run(talk, false);
        if (installedMayStart) {
            run.orWithTheInstalledRelease();
        }
        var plan = run.plan(release, Extent.CHANGED);
        var proposal = run.proposal(release, plan);
        if (ask && !talk.agrees(proposal)) {
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

    @Override
    public void putBack() throws UpdateFailure {
        Logs.open(home);
        try (Conversation talk = conversations.get();
                HomeLock lock = HomeLock.acquire(home)) {
            Workplace place = workplace();
            place.recover(lock, talk.progress());
            Optional<Receipt> left = place.receipt();
            Receipt back = RollBack.toPrevious(lock, place.installation().registration(), talk.progress());
            LOG.warn("release {} is back: the one after it did not come up", back.version());
            left.ifPresent(release -> place.rolledBack(release, back));
            talk.putBack(left.map(Receipt::version).orElse(""), back.version());
        }
    }
}

package jp.quickcare.launcher.update;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import jp.quickcare.launcher.apply.RollBack;
import jp.quickcare.launcher.click.SlowPath;
import jp.quickcare.launcher.failure.ApplyFailure;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.fetch.DownloadLimits;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.log.Logs;
import jp.quickcare.launcher.proxy.ProxyRefusedException;
import jp.quickcare.launcher.receipt.Receipt;
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

    /** Environment: the process that this update is for, which is no other program that uses files. */
    public static final String WORKS_FOR = FilesInUse.WORKS_FOR;

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

    /** For one start, talking in that way. */
    public UpdateFlow(Home home, Supplier<Conversation> conversations) {
        this(home, new HttpSources(DownloadLimits.standard()), Clock.systemUTC(), conversations);
    }

    UpdateFlow(Home home, Sources sources, Clock clock, Supplier<Conversation> conversations) {
        this.home = home;
        this.sources = sources;
        this.clock = clock;
        this.conversations = conversations;
    }

    private Workplace workplace() throws KeepFailure {
        Workplace open = workplace;
        if (open == null) {
            open = Workplace.open(home, sources, clock);
            workplace = open;
        }
        return open;
    }

    private Workplace goingOnWith(PolicyCheck check) throws UpdateFailure {
        Workplace place = workplace().goingOnWith(check);
        workplace = place;
        return place;
    }

    @Override
    public Decided check() throws UpdateFailure {
        Logs.open(home);
        try {
            Workplace place = workplace();
            PolicyCheck check = place.ask();
            checked = check;
            place = goingOnWith(check);
            Optional<Receipt> receipt = place.receipt();
            UpdateDecision decision = check.decide(receipt);
            boolean stops = decision instanceof UpdateDecision.Refused
                    || (decision instanceof UpdateDecision.Offered offered && offered.required());
            boolean act = stops
                    || receipt.isEmpty()
                    || place.runtimeUpdate().required(check.state()).isPresent()
                    || place.selfUpdate().offered(check.state()).isPresent();
            if (!act) {
                place.tell(decision);
            }
            return new Decided(act, StartUpdate.notice(decision));
        } catch (UpdateFailure e) {
            checkFailure = e;
            if (workplace != null) {
                workplace.tell(e);
            }
            LOG.warn("not checked: {}", e.getMessage());
            throw e;
        }
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
            close();
        }
    }

    /** What is left to be told goes out behind the application, and now where there is none. */
    private Done told(Done done) {
        if (done instanceof Done.Stop) {
            tellTheRest();
        }
        return done;
    }

    /** Tells the server now what is left to tell, for a moment; the rest goes out behind a later start. */
    public void tellTheRest() {
        if (workplace != null) {
            workplace.reports().close();
        }
    }

    @Override
    public void close() {
        if (checked != null) {
            checked.close();
        }
    }

    private Done carryOut(HomeLock lock, boolean accepted, Conversation talk) throws UpdateFailure {
        Workplace place;
        try {
            place = workplace();
        } catch (KeepFailure e) {
            return new WithoutServer(home, talk).startUnset(e);
        }
        place.recover(lock, talk.progress());
        Optional<Done> waited = putKeptInPlace(lock, talk);
        if (waited.isPresent()) {
            return waited.get();
        }
        PolicyCheck check;
        UpdateDecision decision;
        try {
            check = checked(place, talk);
            place = workplace();
            Optional<TrustedRelease> launcher = place.selfUpdate().offered(check.state());
            if (launcher.isPresent() && place.replaceLauncher(lock, launcher.get(), talk.progress())) {
                return new Done.Reload();
            }
            RuntimeUpdate runtime = place.runtimeUpdate();
            (accepted ? runtime.offered(check.state()) : runtime.required(check.state()))
                    .ifPresent(newer -> runtime.install(lock, newer, talk));
            decision = check.decide(place.receipt());
        } catch (UpdateFailure e) {
            LOG.warn("no answer to go by: {}", e.getMessage());
            place.tell(e);
            return new WithoutServer(home, talk).start(e);
        }
        return new StartUpdate(lock, place, check, talk, accepted).act(decision);
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
            if (e.code() == FailureCode.AT_NEXT_START
                    || e.code() == FailureCode.AT_RESTART
                    || e.code() == FailureCode.IN_USE) {
                return Optional.of(new WithoutServer(home, talk).stillInUse(e));
            }
            LOG.warn("what waited is not put in place: {}", e.getMessage());
        }
        KeptUpdate.forget(home);
        return Optional.empty();
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
            goingOnWith(check);
        }
        return check;
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

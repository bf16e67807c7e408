package jp.quickcare.launcher.update;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.fetch.DownloadLimits;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.launch.LaunchFiles;
import jp.quickcare.launcher.plan.UpdateKind;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.launcher.progress.Step;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.report.Reports;
import jp.quickcare.launcher.report.Why;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.launcher.update.UpdateRun.Extent;
import jp.quickcare.launcher.verify.CheckAhead;
import jp.quickcare.launcher.verify.HttpSources;
import jp.quickcare.launcher.verify.Sources;
import jp.quickcare.manifest.release.TrustedRelease;
import org.jspecify.annotations.Nullable;

/** Installing, updating and repairing on somebody's command, where every obstacle is a failure to be told. */
public final class Maintenance {
    /** What was asked for. */
    public enum Wish {
        /** What the server offers; only what changed is brought. */
        UPDATE,
        /** The same, and every installed file is looked through; only what is wrong is brought. */
        REPAIR_DAMAGED,
        /** Every file is brought again (SPEC A22 full update). */
        REPAIR
    }

    /** How it ended. */
    public sealed interface Outcome {
        /** A release was put in place. */
        record Done(String version, UpdateKind kind, long downloadedBytes, Changes changes) implements Outcome {}

        /** What is installed was made whole again; what is offered, if anything is, may not come here. */
        record Mended(String version, long downloadedBytes) implements Outcome {}

        /** What is installed is what is offered. */
        record UpToDate(String version) implements Outcome {}

        /** The site offers nothing; what is installed stays. */
        record NothingOffered(String installed) implements Outcome {}

        /** What is offered did not come up here before; what is installed stays (SPEC A33). */
        record PutBack(String offered, String installed) implements Outcome {}

        /** The launcher was replaced; the same command is to be run by the new one (SPEC A21). */
        record LauncherReplaced(String version) implements Outcome {}
    }

    private final Home home;
    /** For who wants nothing more. */
    public static final Then NOTHING_THEN = outcome -> {};

    private final Sources sources;
    private final Clock clock;
    private final boolean ignoreInUse;
    private final boolean withLauncher;
    private Then then = NOTHING_THEN;
    private @Nullable CheckAhead ahead;

    /**
     * For one command.
     *
     * @param ignoreInUse whether files in use keep it from going on (SPEC A25)
     * @param withLauncher whether the launcher itself is updated first
     */
    public Maintenance(Home home, boolean ignoreInUse, boolean withLauncher) {
        this(home, new HttpSources(DownloadLimits.standard()), Clock.systemUTC(), ignoreInUse, withLauncher);
    }

    Maintenance(Home home, Sources sources, Clock clock, boolean ignoreInUse, boolean withLauncher) {
        this.home = home;
        this.sources = sources;
        this.clock = clock;
        this.ignoreInUse = ignoreInUse;
        this.withLauncher = withLauncher;
    }

    /** Goes by a check that was begun already, where that was of the same servers; null where none was. */
    public Maintenance goingBy(@Nullable CheckAhead begun) {
        ahead = begun;
        return this;
    }

    /** What is done once the files are in place, while the server is still told so. */
    @FunctionalInterface
    public interface Then {
        /** This release is going to be the first that is installed here. Returns at once. */
        default void comes(TrustedRelease first) {}

        /** What is left is mostly work of this PC. From any thread, once; returns at once. */
        default void soon() {}

        /** The files are in place and the receipt is written; what is left is told to the server and cleared away. */
        default void placed() {}

        /** @throws UpdateFailure it could not be done */
        void begin(Outcome outcome) throws UpdateFailure;
    }

    /** Does it. @throws UpdateFailure it could not be; what was installed is whole, but for an {@code ApplyFailure} */
    public Outcome run(Wish wish, Conversation talk) throws UpdateFailure {
        return run(wish, talk, NOTHING_THEN);
    }

    /** The same, and what comes after it. @throws UpdateFailure one of them could not be */
    public Outcome run(Wish wish, Conversation talk, Then then) throws UpdateFailure {
        Workplace place = Workplace.open(home, sources, clock, ahead);
        try (Reports told = place.reports()) {
            this.then = then;
            Outcome outcome = run(wish, talk, place, told);
            then.begin(outcome);
            return outcome;
        }
    }

    private Outcome run(Wish wish, Conversation talk, Workplace place, Reports told) throws UpdateFailure {
        try (HomeLock lock = HomeLock.acquire(home)) {
            place.recover(lock, talk.progress());
            talk.progress().step(Step.CHECK);
            try (PolicyCheck check = place.ask(talk)) {
                return run(wish, lock, place.goingOnWith(check), check, talk);
            } catch (UpdateFailure e) {
                told.state(Why.of(e.code()), String.valueOf(e.getMessage()), "");
                throw e;
            }
        }
    }

    /** Finds out what an update would do; what an earlier run left is finished or undone first. */
    public Look look(Conversation talk) {
        return look(talk, false);
    }

    /** The same, and how many bytes chunks would be: their index is brought for that, and what is installed is read. */
    public Look lookClosely(Conversation talk) {
        return look(talk, true);
    }

    private Look look(Conversation talk, boolean closely) {
        Optional<String> installed = Receipt.read(home.receipt()).map(Receipt::version);
        try {
            Workplace place = Workplace.open(home, sources, clock);
            try (HomeLock lock = HomeLock.acquire(home)) {
                place.recover(lock, talk.progress());
                talk.progress().step(Step.CHECK);
                try (PolicyCheck check = place.ask()) {
                    return new LookAhead(place.goingOnWith(check), talk, ignoreInUse, closely).at(check);
                }
            }
        } catch (UpdateFailure e) {
            return Look.not(installed, Besides.NOTHING, e);
        }
    }

    private Outcome run(Wish wish, HomeLock lock, Workplace place, PolicyCheck check, Conversation talk)
            throws UpdateFailure {
        Optional<TrustedRelease> launcher = withLauncher ? place.selfUpdate().offered(check.state()) : Optional.empty();
        if (launcher.isPresent() && place.replaceLauncher(lock, launcher.get(), talk.progress())) {
            return new Outcome.LauncherReplaced(launcher.get().manifest().version());
        }
        RuntimeUpdate runtime = place.runtimeUpdate();
        runtime.offered(check.state()).ifPresent(newer -> runtime.install(lock, newer, talk));
        Optional<Receipt> receipt = place.receipt();
        UpdateDecision decision = check.decide(receipt);
        if (decision instanceof UpdateDecision.UpToDate current) {
            return bring(wish, lock, place, check, current.release(), talk);
        }
        if (decision instanceof UpdateDecision.Offered offered) {
            return bring(wish, lock, place, check, offered.release(), talk);
        }
        if (decision instanceof UpdateDecision.Refused refused) {
            throw new KeepFailure(
                    FailureCode.REFUSED, "refused", null, refused.offer().message(talk.locale()));
        }
        return mend(wish, lock, place, receipt.orElseThrow(() -> Workplace.failure(decision)), decision, talk);
    }

    /** Nothing else can be brought, so what is installed is made whole, whatever was asked for. */
    private Outcome mend(
            Wish wish, HomeLock lock, Workplace place, Receipt receipt, UpdateDecision decision, Conversation talk)
            throws UpdateFailure {
        String installed = receipt.version();
        place.tell(decision);
        var mended = place.mend(lock, receipt, extent(wish), talk, ignoreInUse);
        if (wish != Wish.UPDATE) {
            renewLaunchFiles();
        }
        if (mended.isPresent() && (wish != Wish.UPDATE || !(decision instanceof UpdateDecision.NotPossible))) {
            return new Outcome.Mended(installed, mended.get().plan().downloadBytes());
        }
        if (decision instanceof UpdateDecision.NotPossible) {
            throw Workplace.failure(decision);
        }
        if (decision instanceof UpdateDecision.PutBack putBack) {
            return new Outcome.PutBack(putBack.release().manifest().version(), installed);
        }
        return new Outcome.NothingOffered(installed);
    }

    /** What a click starts with is no file of the release, and can be lost or damaged all the same. */
    private void renewLaunchFiles() throws KeepFailure {
        try {
            LaunchFiles.refresh(home);
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot write in " + home.state(), e, home.state());
        }
    }

    private static Extent extent(Wish wish) {
        return switch (wish) {
            case UPDATE -> Extent.CHANGED;
            case REPAIR_DAMAGED -> Extent.DAMAGED;
            case REPAIR -> Extent.FULL;
        };
    }

    private Outcome bring(
            Wish wish, HomeLock lock, Workplace place, PolicyCheck check, TrustedRelease release, Conversation talk)
            throws UpdateFailure {
        UpdateRun run = place.run(talk, ignoreInUse).then(then);
        Optional<Receipt> receipt = place.receipt();
        if (receipt.isPresent() && !receipt.get().manifestSha256().equals(release.manifestSha256())) {
            run.orWithTheInstalledRelease();
        }
        UpdatePlan plan = run.plan(release, extent(wish));
        // Files whose times alone changed need a new receipt, though nothing has to be brought.
        boolean nothingToDo =
                plan.kind() == UpdateKind.UP_TO_DATE && receipt.isPresent() && Whole.is(home, receipt.get());
        if (nothingToDo) {
            if (wish != Wish.UPDATE) {
                renewLaunchFiles();
            }
            place.tell(new UpdateDecision.UpToDate(release));
            return new Outcome.UpToDate(release.manifest().version());
        }
        talk.announces(run.proposal(release, plan));
        if (plan.kind() == UpdateKind.NEW) {
            then.comes(release);
        }
        UpdateRun.Result result = run.carryOut(lock, release, plan);
        check.keep(new UpdateDecision.UpToDate(release), Optional.of(result.receipt()));
        place.tell(new UpdateDecision.UpToDate(release));
        return new Outcome.Done(
                release.manifest().version(),
                result.plan().kind(),
                result.plan().downloadBytes(),
                Changes.of(result.plan()));
    }
}

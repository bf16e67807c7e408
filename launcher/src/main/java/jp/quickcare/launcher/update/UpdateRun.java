package jp.quickcare.launcher.update;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.apply.RestartMoves;
import jp.quickcare.launcher.apply.Swap;
import jp.quickcare.launcher.failure.ApplyFailure;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.plan.DeltaChoice;
import jp.quickcare.launcher.plan.FileArrival.HeldFile;
import jp.quickcare.launcher.plan.UpdateKind;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.receipt.InstalledManifest;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.receipt.ReceiptEntry;
import jp.quickcare.launcher.report.Reports;
import jp.quickcare.launcher.stage.StagedRelease;
import jp.quickcare.launcher.stage.Staging;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.launcher.talk.Conversation.Proposal;
import jp.quickcare.manifest.release.TrustedRelease;

/**
 * Makes the installed files those of a trusted release: compare, plan, make sure of room, fetch, stage, look for files
 * in use, put in place. Nothing of the application is touched before the last byte is verified (SPEC A24).
 */
final class UpdateRun {
    /** How much is looked at and brought. */
    enum Extent {
        /** What changed, going by size, time and number of each file. */
        CHANGED,
        /** What changed or is damaged, going by contents. */
        DAMAGED,
        /** Every file (SPEC A22 full update). */
        FULL
    }

    /**
     * What was done.
     *
     * @param plan as it was carried out
     * @param receipt of what is installed now
     */
    record Result(UpdatePlan plan, Receipt receipt) {}

    private final Installation installation;
    private final Conversation talk;
    private final Transfer transfer;
    private final FilesInUse filesInUse;
    private final boolean ignoreInUse;
    private final Reports reports;
    private boolean mayGoOn;
    private boolean onlyBringing;
    private Maintenance.Then then = Maintenance.NOTHING_THEN;

    UpdateRun(
            Installation installation,
            Conversation talk,
            Transfer transfer,
            FilesInUse filesInUse,
            boolean ignoreInUse,
            Reports reports) {
        this.installation = installation;
        this.talk = talk;
        this.transfer = transfer;
        this.filesInUse = filesInUse;
        this.ignoreInUse = ignoreInUse;
        this.reports = reports;
    }

    /** Where the server lacks a file, the release that is installed does too: the person may go on with it (SPEC A5). */
    UpdateRun orWithTheInstalledRelease() {
        mayGoOn = true;
        return this;
    }

    /** Ends with {@link FailureCode#AT_NEXT_START} when all is brought and verified; nothing is put in place. */
    UpdateRun onlyBringing() {
        onlyBringing = true;
        return this;
    }

    /** Tells this how far it has come. */
    UpdateRun then(Maintenance.Then next) {
        then = next;
        return this;
    }

    private Home home() {
        return installation.home();
    }

    /** As {@link Comparison#choice}, of which this is the plan. */
    UpdatePlan plan(TrustedRelease release, Extent extent) throws KeepFailure {
        return choice(release, extent).plan();
    }

    /** As {@link Comparison#choice}. */
    DeltaChoice choice(TrustedRelease release, Extent extent) throws KeepFailure {
        return new Comparison(home(), talk).choice(release, extent);
    }

    /** As {@link Comparison#plan}. */
    UpdatePlan plan(InstalledManifest installed, Extent extent) throws KeepFailure {
        return new Comparison(home(), talk).plan(installed, extent);
    }

    /** What a person is told about a plan. */
    Proposal proposal(TrustedRelease release, UpdatePlan plan) {
        return new Proposal(
                release.manifest().version(),
                plan.kind(),
                plan.downloadBytes(),
                release.offer().message(talk.locale()));
    }

    /**
     * Carries a plan out.
     *
     * @throws KeepFailure nothing was changed
     * @throws UpdateFailure see each step
     */
    Result carryOut(HomeLock lock, TrustedRelease release, UpdatePlan plan) throws UpdateFailure {
        return carryOut(lock, plan, () -> plan(release, Extent.DAMAGED));
    }

    /** Carries a plan for the installed release out; else as for another one. */
    Result carryOut(HomeLock lock, InstalledManifest installed, UpdatePlan plan) throws UpdateFailure {
        return carryOut(lock, plan, () -> plan(installed, Extent.DAMAGED));
    }

    /** Plans by contents. */
    @FunctionalInterface
    private interface CloserLook {
        UpdatePlan plan() throws KeepFailure;
    }

    private Result carryOut(HomeLock lock, UpdatePlan plan, CloserLook closerLook) throws UpdateFailure {
        try (AtServer server = AtServer.begin(installation, plan, talk, transfer.limits(), reports)) {
            try {
                Result result = carryOut(lock, plan, closerLook, server);
                server.succeeded();
                return result;
            } catch (UpdateFailure e) {
                server.failed(e);
                throw e;
            }
        }
    }

    private Result carryOut(HomeLock lock, UpdatePlan plan, CloserLook closerLook, AtServer server)
            throws UpdateFailure {
        Progress progress = new NearlyBrought(server.progress(), then::soon);
        Staging staging = Staging.open(lock, installation.stagingRoot());
        UseCheck use = new UseCheck(home(), talk, filesInUse);
        if (!ignoreInUse && !onlyBringing) {
            use.lookAhead(plan);
        }
        Arriving arriving = new Arriving(home(), staging, transfer, server, talk, mayGoOn, progress);
        StagedRelease staged;
        try {
            staged = arriving.stage(plan);
        } catch (KeepFailure e) {
            if (e.code() != FailureCode.DAMAGED_INSTALLATION || plan.kind() == UpdateKind.FULL) {
                throw e;
            }
            // A file that was to be reused is not what its size and time promised: now by contents.
            staged = arriving.stage(closerLook.plan());
        }
        UpdatePlan wanted = staged.plan();
        if (onlyBringing) {
            throw new KeepFailure(
                    FailureCode.AT_NEXT_START,
                    "brought in advance",
                    null,
                    wanted.to().version());
        }
        if (!ignoreInUse && use.isForRestart(wanted, server)) {
            throw leftToTheSystem(lock, staged);
        }
        if (progress.cancelled()) {
            // What follows is undone when it is given up in the middle: better not begun.
            throw new KeepFailure(FailureCode.CANCELLED, "stopped before anything was changed", null);
        }
        noteStamps(wanted);
        List<Path> aside = Swap.apply(lock, staged, installation.registration(), progress);
        then.placed();
        discard(staging);
        KeptUpdate.forget(home());
        talk.movedAside(aside);
        Receipt receipt = Receipt.read(home().receipt())
                .orElseThrow(
                        () -> new ApplyFailure(FailureCode.DISK, "no receipt after an update", null, home().receipt()));
        return new Result(wanted, receipt);
    }

    /** Of files that stay and were found whole by their content, whatever their times said. */
    private void noteStamps(UpdatePlan plan) throws KeepFailure {
        List<ReceiptEntry> found = plan.reuse().stream().map(HeldFile::at).toList();
        try {
            Receipt.noteStamps(home().receipt(), found);
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot write " + home().receipt(), e, home().receipt());
        }
    }

    /** The system begins with it when it starts again; were it refused that, the next start of the application does it. */
    private KeepFailure leftToTheSystem(HomeLock lock, StagedRelease staged) throws KeepFailure {
        String version = staged.plan().to().version();
        KeptUpdate.keep(home(), staged.plan().release());
        Optional<RestartMoves> system = RestartMoves.ofSystem();
        if (system.isEmpty()) {
            return new KeepFailure(FailureCode.AT_NEXT_START, "no renames at a restart here", null, version);
        }
        try {
            Swap.atRestart(lock, staged, installation.registration(), system.get());
            return new KeepFailure(FailureCode.AT_RESTART, "left to the system by the user", null, version);
        } catch (KeepFailure e) {
            return new KeepFailure(FailureCode.AT_NEXT_START, String.valueOf(e.getMessage()), e, version);
        }
    }

    /** What is left there costs room and nothing else, and the next update clears it. */
    private static void discard(Staging staging) {
        try {
            staging.discard();
        } catch (KeepFailure e) {
            org.slf4j.LoggerFactory.getLogger(UpdateRun.class).warn("{}", e.getMessage());
        }
    }
}

package jp.quickcare.launcher.update;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.launcher.delta.DeltaFailedException;
import jp.quickcare.launcher.delta.FailedDeltas;
import jp.quickcare.launcher.delta.InstalledChunks;
import jp.quickcare.launcher.delta.InstalledDelta;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.fetch.Parts;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.plan.DeltaChoice;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.progress.Step;
import jp.quickcare.launcher.receipt.ChangeStamp;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.stage.StagedRelease;
import jp.quickcare.launcher.stage.Staging;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.launcher.talk.Conversation.MissingAnswer;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseChunks;
import jp.quickcare.manifest.release.ReleaseDelta;

/** Brings what a plan lacks into staging: made by a delta, else of chunks, else whole; and verified, all of it (SPEC A24, F3). */
record Arriving(
        Home home,
        Staging staging,
        Transfer transfer,
        AtServer server,
        Conversation talk,
        boolean mayGoOn,
        Progress progress) {
    /** Stages what the plan says. @throws UpdateFailure nothing was changed */
    StagedRelease stage(UpdatePlan plan) throws UpdateFailure {
        if (plan.delta().isPresent()) {
            Optional<Map<Sha256, ChangeStamp>> made = make(plan);
            if (made.isPresent()) {
                progress.step(Step.VERIFY);
                return staging.verify(plan, made.get(), progress);
            }
            return whole(plan.withoutDelta());
        }
        Optional<Receipt> installed = Receipt.read(home.receipt());
        Optional<ReleaseChunks> chunks = chunks(home, plan, installed);
        if (chunks.isPresent()) {
            byChunks(plan, chunks.get(), installed.orElseThrow());
        }
        return whole(plan);
    }

    /** The chunks that would save bytes, and have not failed between these two releases. */
    static Optional<ReleaseChunks> chunks(Home home, UpdatePlan plan, Optional<Receipt> installed) {
        return DeltaChoice.chunks(plan, installed, pair -> FailedDeltas.contains(home, pair), InstalledChunks::pair);
    }

    /** Makes of chunks what saves bytes; the rest is left to come whole. */
    private void byChunks(UpdatePlan plan, ReleaseChunks chunks, Receipt installed) throws UpdateFailure {
        var lacking = staging.lacking(plan);
        if (lacking.isEmpty()) {
            return;
        }
        staging.requireSpace(plan, lacking);
        progress.step(Step.DOWNLOAD);
        try (Parts parts = transfer.parts(InstalledChunks.object(chunks), server.admission())) {
            new InstalledChunks(home, installed, plan, parts, staging.objects(), staging.parts(), progress)
                    .make(lacking);
        } catch (DeltaFailedException e) {
            server.deltaFailed(chunks.sha256(), String.valueOf(e.getMessage()));
        }
    }

    private StagedRelease whole(UpdatePlan plan) throws UpdateFailure {
        var lacking = staging.lacking(plan);
        staging.requireSpace(plan, lacking);
        Transfer.Brought brought =
                transfer.bring(plan.manifestSha256(), lacking, staging.objects(), server.admission(), progress);
        List<String> missing = brought.missing();
        if (!missing.isEmpty()) {
            server.missing(missing, mayGoOn ? talk.filesMissing(missing) : MissingAnswer.STOP);
            throw Transfer.missing(missing);
        }
        progress.step(Step.VERIFY);
        return staging.verify(plan, brought.verified(), progress);
    }

    /**
     * Brings the delta and makes the changed files of it.
     *
     * @return stamps of the files as they were when they were verified; empty where they are to come whole
     */
    private Optional<Map<Sha256, ChangeStamp>> make(UpdatePlan plan) throws UpdateFailure {
        var lacking = staging.lacking(plan);
        if (lacking.isEmpty()) {
            return Optional.of(Map.of());
        }
        Optional<Receipt> installed = Receipt.read(home.receipt());
        ReleaseDelta delta = plan.delta().orElseThrow();
        if (installed.isEmpty() || !installed.get().manifestSha256().equals(delta.from())) {
            return Optional.empty();
        }
        staging.requireSpace(plan, lacking);
        if (!transfer.bring(plan.manifestSha256(), delta, staging.objects(), server.admission(), progress)) {
            return Optional.empty();
        }
        progress.step(Step.VERIFY);
        try {
            return Optional.of(new InstalledDelta(home, installed.get(), plan)
                    .make(staging.objects(), staging.unfinished(), progress));
        } catch (DeltaFailedException e) {
            server.deltaFailed(delta.sha256(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}

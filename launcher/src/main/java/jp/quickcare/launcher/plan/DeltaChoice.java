package jp.quickcare.launcher.plan;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import jp.quickcare.launcher.receipt.Inventory;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseChunks;
import jp.quickcare.manifest.release.ReleaseDelta;

/**
 * Whether a delta makes what an update has to bring, or the changed files come whole: whatever is fewest bytes (SPEC F3).
 * Pure.
 *
 * @param plan with the delta, where it was chosen
 * @param reason why, or why not
 * @param delta from what is installed to the release, where the release has one
 */
public record DeltaChoice(UpdatePlan plan, Reason reason, Optional<ReleaseDelta> delta) {
    /** Why it was decided so. */
    public enum Reason {
        /** The delta is fewest bytes. */
        CHOSEN,
        /** Nothing is to be brought. */
        NOTHING_TO_BRING,
        /** Every file is wanted again. */
        EVERY_FILE,
        /** Nothing is installed that a delta could begin with. */
        NOTHING_INSTALLED,
        /** The release has no delta from what is installed. */
        NO_DELTA,
        /** Installed files are damaged or missing, and a delta needs each as it was. */
        DAMAGED,
        /** This very delta failed here before. */
        FAILED_BEFORE,
        /** The changed files are no more bytes than it. */
        NOT_SMALLER,
        /** No delta begins with what is there; of the release's chunks those that are lacking are brought. */
        CHUNKS,
        /** Chunks would be hardly fewer bytes than the changed files. */
        CHUNKS_NOT_FEWER
    }

    /** With less than this to bring, chunks are not worth their index. */
    private static final long WORTH_CHUNKS_BYTES = 64 * 1024;

    /**
     * The chunks of the release, where what a plan brings may be made of them with fewer bytes: whether it is so is
     * known when their index is there.
     *
     * @param installed what is installed, whole or not; without anything there is nothing to save by
     * @param failedBefore which deltas, and which pairs of a release and chunks, failed on this PC
     * @param pair what stands for a pair there
     */
    public static Optional<ReleaseChunks> chunks(
            UpdatePlan whole,
            Optional<Receipt> installed,
            Predicate<Sha256> failedBefore,
            BiFunction<Sha256, ReleaseChunks, Sha256> pair) {
        if (installed.isEmpty()
                || whole.kind() == UpdateKind.FULL
                || whole.delta().isPresent()) {
            return Optional.empty();
        }
        Sha256 from = installed.get().manifestSha256();
        boolean deltaFailed = whole.to().deltas().stream()
                .anyMatch(delta -> delta.from().equals(from) && failedBefore.test(delta.sha256()));
        return whole.to()
                .chunks()
                .filter(chunks -> !deltaFailed
                        && !failedBefore.test(pair.apply(from, chunks))
                        && whole.downloadBytes() >= Math.max(WORTH_CHUNKS_BYTES, 2L * chunks.indexBytes()));
    }

    /** The same, known to be by chunks. */
    public DeltaChoice byChunks() {
        return new DeltaChoice(plan, Reason.CHUNKS, delta);
    }

    /** The same where chunks, if they were to be brought, turned out not to be worth it. */
    public DeltaChoice notByChunks() {
        return reason == Reason.CHUNKS ? new DeltaChoice(plan, Reason.CHUNKS_NOT_FEWER, delta) : this;
    }

    /**
     * Chooses.
     *
     * @param whole the plan without a delta
     * @param inventory what the plan was made from
     * @param failedBefore which deltas did not give what they should on this PC
     */
    public static DeltaChoice of(
            UpdatePlan whole, Optional<Receipt> installed, Inventory inventory, Predicate<Sha256> failedBefore) {
        Optional<ReleaseDelta> delta = installed.flatMap(receipt -> whole.to().deltas().stream()
                .filter(one -> one.from().equals(receipt.manifestSha256()))
                .findFirst());
        if (whole.kind() == UpdateKind.FULL) {
            return new DeltaChoice(whole, Reason.EVERY_FILE, delta);
        }
        if (whole.fetch().isEmpty()) {
            return new DeltaChoice(whole, Reason.NOTHING_TO_BRING, delta);
        }
        if (delta.isEmpty()) {
            return new DeltaChoice(whole, installed.isEmpty() ? Reason.NOTHING_INSTALLED : Reason.NO_DELTA, delta);
        }
        Reason reason = reason(delta.get(), whole, inventory, failedBefore);
        return new DeltaChoice(reason == Reason.CHOSEN ? whole.by(delta.get()) : whole, reason, delta);
    }

    private static Reason reason(
            ReleaseDelta delta, UpdatePlan whole, Inventory inventory, Predicate<Sha256> failedBefore) {
        if (!inventory.whole()) {
            return Reason.DAMAGED;
        }
        if (failedBefore.test(delta.sha256())) {
            return Reason.FAILED_BEFORE;
        }
        return delta.lengthBytes() < whole.downloadBytes() ? Reason.CHOSEN : Reason.NOT_SMALLER;
    }
}

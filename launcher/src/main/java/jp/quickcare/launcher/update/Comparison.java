package jp.quickcare.launcher.update;

import java.io.IOException;
import java.util.Optional;
import jp.quickcare.launcher.delta.FailedDeltas;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.plan.DeltaChoice;
import jp.quickcare.launcher.plan.Planner;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.launcher.progress.Step;
import jp.quickcare.launcher.receipt.InstalledManifest;
import jp.quickcare.launcher.receipt.Inventory;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.launcher.update.UpdateRun.Extent;
import jp.quickcare.manifest.release.TrustedRelease;

/**
 * Compares what is installed with a release, and plans how the one becomes the other; changes nothing.
 *
 * @param talk hears that files are compared
 */
record Comparison(Home home, Conversation talk) {
    /** The plan for another release, and why it is with a delta or without. */
    DeltaChoice choice(TrustedRelease release, Extent extent) throws KeepFailure {
        talk.progress().step(Step.COMPARE);
        Optional<Receipt> receipt = Receipt.read(home.receipt());
        try {
            Inventory inventory = inventory(release, receipt, extent);
            UpdatePlan whole = Planner.plan(release, receipt, inventory, extent == Extent.FULL);
            DeltaChoice choice = DeltaChoice.of(whole, receipt, inventory, delta -> FailedDeltas.contains(home, delta));
            return Arriving.chunks(home, choice.plan(), receipt).isPresent() ? choice.byChunks() : choice;
        } catch (IOException e) {
            throw Whole.unreadable(home, e);
        }
    }

    /** The plan for the release that is installed, so that it is whole again. */
    UpdatePlan plan(InstalledManifest installed, Extent extent) throws KeepFailure {
        talk.progress().step(Step.COMPARE);
        try {
            return Planner.mend(installed, inventory(installed.receipt(), extent), extent == Extent.FULL);
        } catch (IOException e) {
            throw Whole.unreadable(home, e);
        }
    }

    private Inventory inventory(TrustedRelease release, Optional<Receipt> receipt, Extent extent) throws IOException {
        return receipt.isEmpty() ? Inventory.deep(home, release.manifest()) : inventory(receipt.get(), extent);
    }

    private Inventory inventory(Receipt receipt, Extent extent) throws IOException {
        if (extent != Extent.DAMAGED) {
            Inventory quick = Inventory.quick(home, receipt);
            if (quick.whole() || extent == Extent.FULL) {
                return quick;
            }
        }
        // Another time on a file means little; its content decides whether it has to be brought.
        return Inventory.deep(home, receipt);
    }
}

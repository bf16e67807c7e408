package jp.quickcare.launcher.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.quickcare.launcher.plan.FileArrival.HeldFile;
import jp.quickcare.launcher.plan.FileArrival.WholeObject;
import jp.quickcare.launcher.receipt.InstalledManifest;
import jp.quickcare.launcher.receipt.Inventory;
import jp.quickcare.launcher.receipt.PinnedManifest;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.receipt.ReceiptEntry;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.InvalidReleaseException;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.SafePath;
import jp.quickcare.manifest.release.TrustedRelease;

/** Works out what an update has to do. Pure: no disk, no network, no clock. */
public final class Planner {
    private Planner() {}

    /**
     * Plans the way to a release.
     *
     * @param installed the receipt, when there is one that can be relied on
     * @param inventory what lies in the application's folder; from the receipt when there is one, else from a deep
     *     look
     * @param full whether to bring every file again (SPEC A22 full update)
     */
    public static UpdatePlan plan(TrustedRelease to, Optional<Receipt> installed, Inventory inventory, boolean full) {
        try {
            return plan(PinnedManifest.of(to.manifestBytes()), installed, inventory, full);
        } catch (InvalidReleaseException e) {
            throw new IllegalArgumentException("trusted, yet no release: " + to.manifestSha256(), e);
        }
    }

    /**
     * Plans the repair of what is installed: the same release, whatever is offered.
     *
     * @param full whether to bring every file again
     */
    public static UpdatePlan mend(InstalledManifest installed, Inventory inventory, boolean full) {
        return plan(installed.manifest(), Optional.of(installed.receipt()), inventory, full);
    }

    static UpdatePlan plan(PinnedManifest to, Optional<Receipt> installed, Inventory inventory, boolean full) {
        List<FileArrival> arrivals = arrivals(to.manifest(), full ? Inventory.EMPTY : inventory);
        Set<SafePath> staying = new HashSet<>();
        for (FileArrival arrival : arrivals) {
            if (arrival instanceof HeldFile held && held.inPlace()) {
                staying.add(held.file().path());
            }
        }
        List<SafePath> aside = new ArrayList<>();
        for (SafePath path : releasePaths(installed, inventory)) {
            if (!staying.contains(path)) {
                aside.add(path);
            }
        }
        boolean current = installed
                        .filter(receipt -> receipt.manifestSha256().equals(to.sha256()))
                        .isPresent()
                && staying.size() == arrivals.size()
                && aside.isEmpty();
        return new UpdatePlan(to, kind(installed, inventory, full, current), arrivals, Optional.empty(), aside);
    }

    private static UpdateKind kind(Optional<Receipt> installed, Inventory inventory, boolean full, boolean current) {
        if (installed.isEmpty() && inventory.intact().isEmpty()) {
            return UpdateKind.NEW;
        }
        return full ? UpdateKind.FULL : current ? UpdateKind.UP_TO_DATE : UpdateKind.DIFFERENTIAL;
    }

    private static List<FileArrival> arrivals(ReleaseManifest to, Inventory inventory) {
        Map<Sha256, ReceiptEntry> held = new HashMap<>();
        inventory.intact().values().forEach(entry -> held.putIfAbsent(entry.sha256(), entry));
        List<FileArrival> arrivals = new ArrayList<>();
        for (ReleaseFile file : to.files()) {
            ReceiptEntry here = inventory.intact().get(file.path());
            ReceiptEntry at = here != null && holds(here, file) ? here : held.get(file.sha256());
            arrivals.add(at != null && holds(at, file) ? new HeldFile(file, at) : new WholeObject(file));
        }
        return arrivals;
    }

    private static boolean holds(ReceiptEntry entry, ReleaseFile file) {
        return entry.sha256().equals(file.sha256()) && entry.lengthBytes() == file.lengthBytes();
    }

    /** What is the release's: all that the receipt lists; without one, what a deep look knew for a release's. */
    private static List<SafePath> releasePaths(Optional<Receipt> installed, Inventory inventory) {
        return installed
                .map(receipt -> receipt.files().stream().map(ReceiptEntry::path).toList())
                .orElseGet(() -> List.copyOf(inventory.intact().keySet()));
    }
}

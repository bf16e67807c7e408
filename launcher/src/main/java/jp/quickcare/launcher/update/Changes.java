package jp.quickcare.launcher.update;

import java.util.HashSet;
import java.util.Set;
import jp.quickcare.launcher.plan.FileArrival;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.manifest.release.SafePath;

/**
 * What became of the files.
 *
 * @param brought new, or another than before
 * @param gone no more part of the release
 * @param kept as they were
 */
public record Changes(int brought, int gone, int kept) {
    static Changes of(UpdatePlan plan) {
        Set<SafePath> wanted = new HashSet<>();
        int kept = 0;
        for (FileArrival arrival : plan.arrivals()) {
            wanted.add(arrival.file().path());
            kept += arrival instanceof FileArrival.HeldFile held && held.inPlace() ? 1 : 0;
        }
        int gone = (int)
                plan.aside().stream().filter(path -> !wanted.contains(path)).count();
        return new Changes(plan.arrivals().size() - kept, gone, kept);
    }
}

package jp.quickcare.launcher.receipt;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.SafePath;

/**
 * What of a release lies in the application's folder. A file counts only when it is a regular file in folders that are
 * no links (THREATS FS2), with the content that a release says. Immutable.
 */
public final class Inventory {
    /** Nothing is there. */
    public static final Inventory EMPTY = new Inventory(Map.of(), List.of(), List.of());

    private final Map<SafePath, ReceiptEntry> intact;
    private final List<SafePath> damaged;
    private final List<SafePath> missing;

    Inventory(Map<SafePath, ReceiptEntry> intact, List<SafePath> damaged, List<SafePath> missing) {
        this.intact = Collections.unmodifiableMap(intact);
        this.damaged = List.copyOf(damaged);
        this.missing = List.copyOf(missing);
    }

    /** Compares size, time and number of each installed file with the receipt; reads no content. */
    public static Inventory quick(Home home, Receipt receipt) throws IOException {
        return new Inspection(home.app()).quick(receipt.files());
    }

    /** Reads every installed file and compares its digest with the receipt. */
    public static Inventory deep(Home home, Receipt receipt) throws IOException {
        return new Inspection(home.app()).deep(receipt.files());
    }

    /**
     * Reads what stands at the paths of this release and of every release this installation remembers. For when there
     * is no receipt: files of an older release are found too, and nothing that is not a release's is taken for one.
     */
    public static Inventory deep(Home home, ReleaseManifest release) throws IOException {
        return new Inspection(home.app()).deep(release.files(), KeptManifests.all(home));
    }

    /** As {@link #deep(Home, ReleaseManifest)}, for no release in particular: nothing is missing or damaged. */
    public static Inventory remembered(Home home) throws IOException {
        return new Inspection(home.app()).deep(List.of(), KeptManifests.all(home));
    }

    /** Files with the content of a release, by path; as they stand now. */
    public Map<SafePath, ReceiptEntry> intact() {
        return intact;
    }

    /** Paths at which something else stands than the release says. */
    public List<SafePath> damaged() {
        return damaged;
    }

    /** Paths at which nothing stands. */
    public List<SafePath> missing() {
        return missing;
    }

    /** Whether every file is there as it should be. */
    public boolean whole() {
        return damaged.isEmpty() && missing.isEmpty();
    }
}

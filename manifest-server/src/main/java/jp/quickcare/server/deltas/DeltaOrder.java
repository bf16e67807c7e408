package jp.quickcare.server.deltas;

import jp.quickcare.manifest.release.Ids;
import jp.quickcare.manifest.release.ReleaseDelta;

/**
 * Which deltas are made, and with what.
 *
 * @param releases from how many releases before it a release gets a delta, 0 to {@link ReleaseDelta#MAX_DELTAS}
 * @param chunks whether a release that gets deltas also gets chunks, for PCs from which there is no delta
 * @param memoryMegabytes that making them takes at most, all together, at least {@link #LEAST_MEGABYTES}
 */
public record DeltaOrder(int releases, boolean chunks, int memoryMegabytes) {
    /** What is made unless something else is asked for. */
    public static final DeltaOrder STANDARD = new DeltaOrder(3, true, 1600);

    /** Less is of no use. */
    public static final int LEAST_MEGABYTES = 256;

    /** Refuses numbers out of bounds. */
    public DeltaOrder {
        if (releases < 0 || releases > ReleaseDelta.MAX_DELTAS || memoryMegabytes < LEAST_MEGABYTES) {
            throw new IllegalArgumentException(releases + " releases, " + memoryMegabytes + " MB");
        }
    }

    /**
     * What of it PCs will ask for: the launcher is put in place whole, and of its Java only deltas are taken.
     *
     * @param app the identifier of what is published
     */
    public DeltaOrder usefulTo(String app) {
        return switch (app) {
            case Ids.LAUNCHER -> new DeltaOrder(0, false, memoryMegabytes);
            case Ids.RUNTIME -> new DeltaOrder(releases, false, memoryMegabytes);
            default -> this;
        };
    }
}

package jp.quickcare.manifest.tuf;

/**
 * How much a client reads and follows before it stops.
 *
 * @param rootBytes largest root
 * @param timestampBytes largest timestamp
 * @param snapshotBytes largest snapshot, where the timestamp does not tell
 * @param targetsBytes largest targets file of any role, where the snapshot does not tell
 * @param rootRotations how many new roots one refresh follows; a further refresh goes on from there
 * @param delegations how many roles one search visits
 */
public record Limits(
        long rootBytes,
        long timestampBytes,
        long snapshotBytes,
        long targetsBytes,
        int rootRotations,
        int delegations) {
    /** Enough for thousands of releases, small enough for a small PC. */
    public static final Limits DEFAULT = new Limits(512_000, 16_384, 2_000_000, 5_000_000, 256, 32);
}

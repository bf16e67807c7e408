package jp.quickcare.launcher.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.plan.FileArrival.FromDelta;
import jp.quickcare.launcher.plan.FileArrival.HeldFile;
import jp.quickcare.launcher.plan.FileArrival.WholeObject;
import jp.quickcare.launcher.receipt.PinnedManifest;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseDelta;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.SafePath;

/**
 * What it takes to have exactly a release's files installed.
 *
 * @param release the release
 * @param kind what it is for the user
 * @param arrivals one for each file of the release, in the release's order
 * @param delta of which the files that are {@link FromDelta} are made; empty where none is
 * @param aside files of the installed release that go away: the new one has none there, or another (SPEC A35). What
 *     else stands in the folder is the user's own
 */
public record UpdatePlan(
        PinnedManifest release,
        UpdateKind kind,
        List<FileArrival> arrivals,
        Optional<ReleaseDelta> delta,
        List<SafePath> aside) {
    /** Keeps its own copies. */
    public UpdatePlan {
        arrivals = List.copyOf(arrivals);
        aside = List.copyOf(aside);
    }

    /** The same with all that is to be brought made by a delta. */
    UpdatePlan by(ReleaseDelta chosen) {
        List<FileArrival> made = arrivals.stream()
                .map(arrival -> arrival instanceof WholeObject whole ? new FromDelta(whole.file()) : arrival)
                .toList();
        return new UpdatePlan(release, kind, made, Optional.of(chosen), aside);
    }

    /** The same with whole files in place of those that a delta would make. */
    public UpdatePlan withoutDelta() {
        List<FileArrival> whole = arrivals.stream()
                .map(arrival -> arrival instanceof FromDelta made ? new WholeObject(made.file()) : arrival)
                .toList();
        return new UpdatePlan(release, kind, whole, Optional.empty(), aside);
    }

    /** What the release's manifest says. */
    public ReleaseManifest to() {
        return release.manifest();
    }

    /** Digest of the release's manifest. */
    public Sha256 manifestSha256() {
        return release.sha256();
    }

    /** The files to bring whole, in order; two of the same content are both listed. */
    public List<ReleaseFile> fetch() {
        return arrivals.stream()
                .filter(WholeObject.class::isInstance)
                .map(FileArrival::file)
                .toList();
    }

    /** The files that are not held, whole or made by a delta; otherwise as {@link #fetch}. */
    public List<ReleaseFile> coming() {
        return arrivals.stream()
                .filter(arrival -> !(arrival instanceof HeldFile))
                .map(FileArrival::file)
                .toList();
    }

    /** The files whose content is held already, in place or elsewhere. */
    public List<HeldFile> reuse() {
        return arrivals.stream()
                .filter(HeldFile.class::isInstance)
                .map(HeldFile.class::cast)
                .toList();
    }

    /** Bytes to bring, as they are stored at the source, each content once. */
    public long downloadBytes() {
        var seen = new HashSet<Sha256>();
        long whole = fetch().stream()
                .filter(file -> seen.add(file.sha256()))
                .mapToLong(ReleaseFile::transferBytes)
                .sum();
        return whole + delta.map(ReleaseDelta::lengthBytes).orElse(0L);
    }
}

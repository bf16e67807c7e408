package jp.quickcare.launcher.plan;

import java.util.HashSet;
import java.util.List;
import jp.quickcare.launcher.plan.FileArrival.HeldFile;
import jp.quickcare.launcher.plan.FileArrival.WholeObject;
import jp.quickcare.launcher.receipt.PinnedManifest;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.SafePath;

/**
 * What it takes to have exactly a release's files installed.
 *
 * @param release the release
 * @param kind what it is for the user
 * @param arrivals one for each file of the release, in the release's order
 * @param aside files of the installed release that go away: the new one has none there, or another (SPEC A35). What
 *     else stands in the folder is the user's own
 */
public record UpdatePlan(PinnedManifest release, UpdateKind kind, List<FileArrival> arrivals, List<SafePath> aside) {
    /** Keeps its own copies. */
    public UpdatePlan {
        arrivals = List.copyOf(arrivals);
        aside = List.copyOf(aside);
    }

    /** What the release's manifest says. */
    public ReleaseManifest to() {
        return release.manifest();
    }

    /** Digest of the release's manifest. */
    public Sha256 manifestSha256() {
        return release.sha256();
    }

    /** The files to bring, in order; two of the same content are both listed. */
    public List<ReleaseFile> fetch() {
        return arrivals.stream()
                .filter(WholeObject.class::isInstance)
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
        return fetch().stream()
                .filter(file -> seen.add(file.sha256()))
                .mapToLong(ReleaseFile::transferBytes)
                .sum();
    }
}

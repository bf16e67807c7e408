package jp.quickcare.launcher.delta;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.runtime.Runtimes;
import jp.quickcare.manifest.release.ReleaseDelta;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;

/**
 * Whether a delta makes what a newer Java runtime lacks, or that comes whole: whatever is fewest bytes (SPEC F3).
 *
 * @param reason why, or why not
 * @param delta from the runtime in force to the newer one, where there is one
 * @param wholeBytes to bring without it
 */
public record RuntimeChoice(Reason reason, Optional<ReleaseDelta> delta, long wholeBytes) {
    /** Why it was decided so. */
    public enum Reason {
        /** The delta is fewest bytes. */
        CHOSEN,
        /** Nothing is to be brought. */
        NOTHING_TO_BRING,
        /** The installation brings no Java of its own yet. */
        NOTHING_IN_FORCE,
        /** The runtime in force came with the install package: no delta says that it begins with it. */
        OF_PACKAGE,
        /** The newer one has no delta from the one in force. */
        NO_DELTA,
        /** This very delta failed here before. */
        FAILED_BEFORE,
        /** What is lacking is no more bytes than it. */
        NOT_SMALLER
    }

    /**
     * Chooses.
     *
     * @param manifest of the runtime that is offered
     * @param lacking its files that would have to be brought
     */
    public static RuntimeChoice of(Home home, ReleaseManifest manifest, List<ReleaseFile> lacking) {
        long whole = lacking.stream().mapToLong(ReleaseFile::transferBytes).sum();
        Optional<Runtimes.Named> inForce = Runtimes.inForce(home).flatMap(runtime -> Runtimes.named(home));
        if (lacking.isEmpty()) {
            return new RuntimeChoice(Reason.NOTHING_TO_BRING, Optional.empty(), whole);
        }
        if (inForce.isEmpty()) {
            return new RuntimeChoice(Reason.NOTHING_IN_FORCE, Optional.empty(), whole);
        }
        if (inForce.get().manifestSha256().isEmpty()) {
            return new RuntimeChoice(Reason.OF_PACKAGE, Optional.empty(), whole);
        }
        Optional<ReleaseDelta> delta = manifest.deltas().stream()
                .filter(one -> one.from().hex().equals(inForce.get().manifestSha256()))
                .findFirst();
        return new RuntimeChoice(delta.map(one -> reason(home, one, whole)).orElse(Reason.NO_DELTA), delta, whole);
    }

    private static Reason reason(Home home, ReleaseDelta delta, long whole) {
        if (FailedDeltas.contains(home, delta.sha256())) {
            return Reason.FAILED_BEFORE;
        }
        return delta.lengthBytes() < whole ? Reason.CHOSEN : Reason.NOT_SMALLER;
    }

    /** The delta that is to be brought, with what it begins with; empty where what is lacking comes whole. */
    public Optional<RuntimeDelta> chosen(Home home, ReleaseManifest manifest) {
        Optional<Path> inForce = Runtimes.inForce(home);
        return reason != Reason.CHOSEN
                ? Optional.empty()
                : inForce.flatMap(runtime -> delta.map(one -> new RuntimeDelta(home, runtime, manifest, one)));
    }
}

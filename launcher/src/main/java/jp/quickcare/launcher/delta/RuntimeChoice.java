package jp.quickcare.launcher.delta;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.format.Start;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.runtime.Runtimes;
import jp.quickcare.manifest.release.ReleaseDelta;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a delta makes what a newer Java runtime lacks, or that comes whole: whatever is fewest bytes (SPEC F3).
 *
 * @param reason why, or why not
 * @param delta from the runtime in force to the newer one, where there is one
 * @param wholeBytes to bring without it
 */
public record RuntimeChoice(Reason reason, Optional<ReleaseDelta> delta, long wholeBytes) {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeChoice.class);

    /** Brings what deltas begin with. */
    @FunctionalInterface
    public interface Beginnings {
        /**
         * The first bytes of one. Nothing tells whether they are right: that is known when all of it is there.
         *
         * @return empty where nobody gives them
         * @throws UpdateFailure it was cancelled, or our own disk refused
         */
        Optional<byte[]> of(ReleaseDelta delta, int bytes) throws UpdateFailure, IOException;
    }

    /** Why it was decided so. */
    public enum Reason {
        /** The delta is fewest bytes. */
        CHOSEN,
        /** Nothing is to be brought. */
        NOTHING_TO_BRING,
        /** The installation brings no Java of its own yet. */
        NOTHING_IN_FORCE,
        /** The runtime in force came with the install package, and no delta says that it begins with just its files. */
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
     * @param beginnings is asked where the runtime in force came with the install package, which no manifest names
     * @throws UpdateFailure of {@code beginnings}
     */
    public static RuntimeChoice of(
            Home home, ReleaseManifest manifest, List<ReleaseFile> lacking, Beginnings beginnings)
            throws UpdateFailure {
        long whole = lacking.stream().mapToLong(ReleaseFile::transferBytes).sum();
        Optional<Runtimes.Named> inForce = Runtimes.inForce(home).flatMap(runtime -> Runtimes.named(home));
        if (lacking.isEmpty()) {
            return new RuntimeChoice(Reason.NOTHING_TO_BRING, Optional.empty(), whole);
        }
        if (inForce.isEmpty()) {
            return new RuntimeChoice(Reason.NOTHING_IN_FORCE, Optional.empty(), whole);
        }
        if (inForce.get().manifestSha256().isEmpty()) {
            return ofPackage(home, Runtimes.folder(home).resolve(inForce.get().name()), manifest, whole, beginnings);
        }
        Optional<ReleaseDelta> delta = manifest.deltas().stream()
                .filter(one -> one.from().hex().equals(inForce.get().manifestSha256()))
                .findFirst();
        return new RuntimeChoice(delta.map(one -> reason(home, one, whole)).orElse(Reason.NO_DELTA), delta, whole);
    }

    /** It is known again by its files: a delta says in its first bytes which files it begins with. */
    private static RuntimeChoice ofPackage(
            Home home, Path runtime, ReleaseManifest manifest, long whole, Beginnings beginnings) throws UpdateFailure {
        Map<Reason, List<ReleaseDelta>> deltas =
                manifest.deltas().stream().collect(Collectors.groupingBy(delta -> reason(home, delta, whole)));
        if (deltas.containsKey(Reason.FAILED_BEFORE)) {
            return new RuntimeChoice(
                    Reason.FAILED_BEFORE,
                    Optional.of(deltas.get(Reason.FAILED_BEFORE).get(0)),
                    whole);
        }
        List<ReleaseDelta> worthIt = deltas.getOrDefault(Reason.CHOSEN, List.of());
        if (worthIt.isEmpty()) {
            Reason reason = deltas.isEmpty() ? Reason.NO_DELTA : Reason.NOT_SMALLER;
            return new RuntimeChoice(reason, Optional.empty(), whole);
        }
        try {
            List<ReleaseFile> files = RuntimeFiles.of(runtime);
            for (ReleaseDelta delta : worthIt) {
                Optional<byte[]> start = beginnings.of(delta, Start.LENGTH);
                if (start.isPresent() && isFrom(files, start.get())) {
                    return new RuntimeChoice(Reason.CHOSEN, Optional.of(delta), whole);
                }
            }
        } catch (DamagedDeltaException | IOException | UncheckedIOException e) {
            // Whatever it is, whole files depend on less.
            LOG.info("no delta to runtime {}: {}", manifest.version(), e.toString());
        }
        return new RuntimeChoice(Reason.OF_PACKAGE, Optional.empty(), whole);
    }

    private static boolean isFrom(List<ReleaseFile> files, byte[] start) {
        try {
            return Start.read(start).isFrom(files);
        } catch (DamagedDeltaException e) {
            return false;
        }
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

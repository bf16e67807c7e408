package jp.quickcare.server.deltas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.quickcare.manifest.release.ReleaseChunks;
import jp.quickcare.manifest.release.ReleaseDelta;
import jp.quickcare.server.messages.Sentence;

/**
 * The deltas of a release.
 *
 * @param deltas as its manifest lists them; each is in the store
 * @param chunks of it, where it has some; they are in the store
 * @param told one sentence for each older release that was looked at
 */
public record MadeDeltas(List<ReleaseDelta> deltas, Optional<ReleaseChunks> chunks, List<Sentence> told) {
    /** None at all. */
    public static final MadeDeltas NONE = new MadeDeltas(List.of(), Optional.empty(), List.of());

    /** Keeps its own copies. */
    public MadeDeltas {
        deltas = List.copyOf(deltas);
        told = List.copyOf(told);
    }

    /** The same with chunks, and what is said of them. */
    MadeDeltas with(Optional<ReleaseChunks> made, List<Sentence> said) {
        List<Sentence> all = new ArrayList<>(told);
        all.addAll(said);
        return new MadeDeltas(deltas, made, all);
    }
}

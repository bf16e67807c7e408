package jp.quickcare.server.deltas;

import java.util.List;
import jp.quickcare.manifest.release.ReleaseDelta;
import jp.quickcare.server.messages.Sentence;

/**
 * The deltas of a release.
 *
 * @param deltas as its manifest lists them; each is in the store
 * @param told one sentence for each older release that was looked at
 */
public record MadeDeltas(List<ReleaseDelta> deltas, List<Sentence> told) {
    /** None at all. */
    public static final MadeDeltas NONE = new MadeDeltas(List.of(), List.of());

    /** Keeps its own copies. */
    public MadeDeltas {
        deltas = List.copyOf(deltas);
        told = List.copyOf(told);
    }
}

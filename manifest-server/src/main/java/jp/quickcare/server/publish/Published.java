package jp.quickcare.server.publish;

import java.util.List;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.server.messages.Sentence;

/**
 * What publishing did.
 *
 * @param manifest the release
 * @param sha256 of its manifest
 * @param newObjects how many contents were not there before
 * @param newBytes their length
 * @param deltas one sentence for each older release from which a delta was made or tried
 * @param unchanged true where the release was listed already, exactly so
 */
public record Published(
        ReleaseManifest manifest,
        Sha256 sha256,
        int newObjects,
        long newBytes,
        List<Sentence> deltas,
        boolean unchanged) {}

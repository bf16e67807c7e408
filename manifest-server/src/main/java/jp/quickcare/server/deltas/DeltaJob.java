package jp.quickcare.server.deltas;

import java.nio.file.Path;
import jp.quickcare.manifest.digest.Sha256;

/**
 * One delta to make.
 *
 * @param from digest of the older release's manifest
 * @param manifest of the older release
 * @param wholeBytes what the changed files cost to bring; for the bar
 */
record DeltaJob(Sha256 from, Path manifest, long wholeBytes) {
    /**
     * How its process ended.
     *
     * @param code 0 where there is a delta now, else one of {@link DeltaProcess}
     * @param reason what it said
     */
    record Made(int code, String reason) {}
}

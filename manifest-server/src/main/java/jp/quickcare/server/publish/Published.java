package jp.quickcare.server.publish;

import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseManifest;

/**
 * What publishing did.
 *
 * @param manifest the release
 * @param sha256 of its manifest
 * @param newObjects how many contents were not there before
 * @param newBytes their length
 * @param unchanged true where the release was listed already, exactly so
 */
public record Published(ReleaseManifest manifest, Sha256 sha256, int newObjects, long newBytes, boolean unchanged) {}

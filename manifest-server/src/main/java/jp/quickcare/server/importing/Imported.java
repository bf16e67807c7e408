package jp.quickcare.server.importing;

import java.util.List;
import jp.quickcare.manifest.release.TargetName;

/**
 * What an import did.
 *
 * @param releases those that the site has now, of those asked for
 * @param newObjects how many contents were brought
 * @param broughtBytes how many bytes that took
 * @param lackingDeltas deltas that the source does not have; PCs do without
 * @param oldestRoot the vendor's oldest root from which the chain here has no gap; 1 where it is whole
 */
public record Imported(
        List<TargetName> releases, int newObjects, long broughtBytes, int lackingDeltas, long oldestRoot) {}

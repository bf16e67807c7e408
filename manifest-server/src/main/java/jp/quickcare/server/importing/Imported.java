package jp.quickcare.server.importing;

import java.util.List;
import jp.quickcare.manifest.release.TargetName;

/**
 * What an import did.
 *
 * @param releases those that the site has now, of those asked for
 * @param newObjects how many contents were brought
 * @param broughtBytes how many bytes that took
 */
public record Imported(List<TargetName> releases, int newObjects, long broughtBytes) {}

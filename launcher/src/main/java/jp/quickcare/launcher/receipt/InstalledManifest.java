package jp.quickcare.launcher.receipt;

import java.util.Optional;
import jp.quickcare.launcher.home.Home;

/**
 * The manifest of the very release that is installed, kept since vendor and site agreed on it. Only a receipt leads to
 * one, by the digest in it, so a repair by it is neither an update nor a downgrade, whatever is offered by now (THREATS
 * CT4, CT6). Immutable.
 */
public final class InstalledManifest {
    private final Receipt receipt;
    private final PinnedManifest manifest;

    private InstalledManifest(Receipt receipt, PinnedManifest manifest) {
        this.receipt = receipt;
        this.manifest = manifest;
    }

    /** The one that a receipt names; empty when it is not kept whole. */
    public static Optional<InstalledManifest> find(Home home, Receipt receipt) {
        return KeptManifests.find(home, receipt.manifestSha256())
                .map(manifest -> new InstalledManifest(receipt, manifest));
    }

    /** What is installed. */
    public Receipt receipt() {
        return receipt;
    }

    /** The manifest. */
    public PinnedManifest manifest() {
        return manifest;
    }
}

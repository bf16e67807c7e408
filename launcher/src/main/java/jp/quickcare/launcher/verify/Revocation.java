package jp.quickcare.launcher.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.SourceFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.InvalidReleaseException;
import jp.quickcare.manifest.release.RevokedSites;
import jp.quickcare.manifest.release.SiteId;
import jp.quickcare.manifest.tuf.TargetInfo;

/** Whether the vendor has revoked this PC's site (THREATS SA2). What was fetched once is kept beside the metadata. */
final class Revocation {
    private Revocation() {}

    /**
     * Looks it up in the vendor's verified metadata.
     *
     * @throws UpdateFailure the vendor lists revoked sites, and the list cannot be had or is not what is listed: without
     *     it nothing is updated
     */
    static boolean isRevoked(Home home, RepositoryCheck vendor, SiteId site) throws UpdateFailure {
        Optional<TargetInfo> listed = vendor.find(RevokedSites.PATH);
        return listed.isPresent() && list(home, vendor, listed.get()).contains(site);
    }

    private static RevokedSites list(Home home, RepositoryCheck vendor, TargetInfo listed) throws UpdateFailure {
        Path kept = home.state().resolve("trust").resolve("revoked.json");
        try {
            Sha256 sha256 = RevokedSites.digest(listed);
            if (Files.isRegularFile(kept, LinkOption.NOFOLLOW_LINKS) && Files.size(kept) == listed.lengthBytes()) {
                byte[] bytes = Files.readAllBytes(kept);
                if (Sha256.of(bytes).equals(sha256)) {
                    return RevokedSites.of(listed, bytes);
                }
            }
            byte[] bytes = vendor.fetch(listed, RevokedSites.storedPath(sha256));
            RevokedSites list = RevokedSites.of(listed, bytes);
            DurableFiles.write(kept, bytes);
            return list;
        } catch (InvalidReleaseException e) {
            throw new SourceFailure(FailureCode.NOT_TRUSTED, String.valueOf(e.getMessage()), e, "vendor");
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, String.valueOf(e.getMessage()), e, kept);
        }
    }
}

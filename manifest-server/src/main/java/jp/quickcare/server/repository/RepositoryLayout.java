package jp.quickcare.server.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.RevokedSites;
import jp.quickcare.manifest.release.TargetName;
import jp.quickcare.server.durable.DurableFiles;

/**
 * Where everything lies in a repository.
 *
 * @param root the folder that is served
 */
public record RepositoryLayout(Path root) {
    /** The vendor's metadata. */
    public MetadataFolder releaseMetadata() {
        return new MetadataFolder(root.resolve("release").resolve("metadata"));
    }

    /** The site's metadata; a vendor's repository has none. */
    public MetadataFolder siteMetadata() {
        return new MetadataFolder(root.resolve("site").resolve("metadata"));
    }

    /** The release manifests. */
    public Path releaseTargets() {
        return root.resolve("release").resolve("targets");
    }

    /** A release manifest, named by its digest too. */
    public Path manifest(TargetName name, Sha256 sha256) {
        return manifestFolder(name).resolve(sha256 + "." + name.platform() + ".json");
    }

    private Path manifestFolder(TargetName name) {
        return releaseTargets().resolve(name.app()).resolve(name.version());
    }

    /** Makes sure that a manifest is there and lasts; nobody looks for it before metadata speaks of it. */
    public void writeManifest(TargetName name, byte[] manifest) throws IOException {
        Path file = manifest(name, Sha256.of(manifest));
        if (!Files.exists(file)) {
            DurableFiles.makeFolders(manifestFolder(name));
            DurableFiles.write(file, manifest);
        }
        // A run that was killed may have made these and not made them last.
        DurableFiles.flushFolder(manifestFolder(name));
        DurableFiles.flushFolder(releaseTargets().resolve(name.app()));
        DurableFiles.flushFolder(releaseTargets());
    }

    /** The vendor's list of revoked sites, named by its digest. */
    public Path revokedSites(Sha256 sha256) {
        return releaseTargets().resolve(RevokedSites.storedPath(sha256));
    }

    /** Makes sure that a list of revoked sites is there and lasts; nobody looks for it before metadata speaks of it. */
    public void writeRevokedSites(byte[] list) throws IOException {
        Path file = revokedSites(Sha256.of(list));
        Path folder = releaseTargets().resolve(RevokedSites.ROLE);
        if (!Files.exists(file)) {
            DurableFiles.makeFolders(folder);
            DurableFiles.write(file, list);
        }
        // A run that was killed may have made these and not made them last.
        DurableFiles.flushFolder(folder);
        DurableFiles.flushFolder(releaseTargets());
    }

    /** The contents of files. */
    public ObjectStore objects() {
        return new ObjectStore(root.resolve("objects"));
    }
}

package jp.quickcare.server.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.Ids;
import jp.quickcare.manifest.release.InvalidReleaseException;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The contents that the launcher's releases name, as the repository has them at each moment. Thread-safe. */
final class LauncherObjects {
    private static final Logger LOG = LoggerFactory.getLogger(LauncherObjects.class);

    private final PublishedFiles files;
    private volatile @Nullable Known known;

    private record Known(String version, Set<Sha256> objects) {}

    LauncherObjects(PublishedFiles files) {
        this.files = files;
    }

    /** Whether all of these belong to a launcher. Reads files when releases have come. */
    boolean haveAll(Collection<Sha256> objects) {
        return known().containsAll(objects);
    }

    private Set<Sha256> known() {
        Known before = known;
        try {
            // Written last when releases come.
            Path timestamp = files.root().resolve("release/metadata/timestamp.json");
            String version = Files.getLastModifiedTime(timestamp) + " " + Files.getAttribute(timestamp, "fileKey");
            if (before != null && before.version.equals(version)) {
                return before.objects;
            }
            Set<Sha256> objects = read();
            known = new Known(version, objects);
            return objects;
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("no launcher to be had", e);
            return Set.of();
        }
    }

    private Set<Sha256> read() throws IOException {
        Path releases = files.root().resolve("release/targets").resolve(Ids.LAUNCHER);
        Set<Sha256> objects = new HashSet<>();
        if (!Files.isDirectory(releases)) {
            return objects;
        }
        List<Path> manifests;
        try (Stream<Path> walk = Files.walk(releases, 2)) {
            manifests = walk.filter(Files::isRegularFile).toList();
        }
        for (Path manifest : manifests) {
            try {
                ReleaseManifest.parse(Files.readAllBytes(manifest)).files().stream()
                        .map(ReleaseFile::sha256)
                        .forEach(objects::add);
            } catch (InvalidReleaseException e) {
                LOG.warn("{} is no release manifest: {}", manifest, e.getMessage());
            }
        }
        return objects;
    }
}

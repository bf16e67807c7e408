package jp.quickcare.launcher.receipt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.InvalidReleaseException;
import jp.quickcare.manifest.release.ReleaseManifest;

/**
 * The manifests of the release that is installed and of the one before it, each in a file named by its digest, so that
 * the release can be started, rolled back to and repaired without a server. A file that does not match its name is not
 * there (THREATS FS13).
 */
public final class KeptManifests {
    private static final String SUFFIX = ".json";

    private KeptManifests() {}

    /** The manifest with this digest, if it is kept. */
    public static Optional<PinnedManifest> find(Home home, Sha256 manifest) {
        Path file = file(home, manifest);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > ReleaseManifest.MAX_BYTES) {
                return Optional.empty();
            }
            return Optional.of(PinnedManifest.of(Files.readAllBytes(file)))
                    .filter(found -> found.sha256().equals(manifest));
        } catch (IOException | InvalidReleaseException e) {
            return Optional.empty();
        }
    }

    /** Keeps a manifest, durably. */
    public static void keep(Home home, PinnedManifest manifest) throws IOException {
        DurableFiles.createFolders(home.manifests());
        DurableFiles.write(file(home, manifest.sha256()), manifest.bytes());
    }

    /** Drops all but these. */
    public static void keepOnly(Home home, Collection<Sha256> wanted) throws IOException {
        List<String> names = new ArrayList<>();
        wanted.forEach(sha256 -> names.add(sha256 + SUFFIX));
        for (Path file : DurableFiles.children(home.manifests())) {
            if (!names.contains(String.valueOf(file.getFileName()))) {
                DurableFiles.deleteTree(file);
            }
        }
    }

    /** Digests of those that are kept, by their names. */
    public static List<Sha256> names(Home home) throws IOException {
        List<Sha256> names = new ArrayList<>();
        for (Path file : DurableFiles.children(home.manifests())) {
            String name = String.valueOf(file.getFileName());
            if (name.length() == 64 + SUFFIX.length() && name.endsWith(SUFFIX) && Sha256.isHex(name.substring(0, 64))) {
                names.add(Sha256.ofHex(name.substring(0, 64)));
            }
        }
        return names;
    }

    static List<ReleaseManifest> all(Home home) throws IOException {
        List<ReleaseManifest> kept = new ArrayList<>();
        for (Sha256 name : names(home)) {
            find(home, name).ifPresent(found -> kept.add(found.manifest()));
        }
        return kept;
    }

    private static Path file(Home home, Sha256 manifest) {
        return home.manifests().resolve(manifest + SUFFIX);
    }
}

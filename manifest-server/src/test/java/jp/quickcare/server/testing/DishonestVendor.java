package jp.quickcare.server.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.tuf.Delegations;
import jp.quickcare.manifest.tuf.TargetInfo;
import jp.quickcare.manifest.tuf.Targets;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.keys.KeyFolder;
import jp.quickcare.server.repository.Lifetimes;
import jp.quickcare.server.repository.MetadataFolder;
import jp.quickcare.server.repository.RepositorySigner;
import jp.quickcare.server.repository.RepositoryState;
import jp.quickcare.server.repository.ServerFolder;

/** A copy of a vendor that has the real keys and signs what the real one never would. */
public final class DishonestVendor {
    private final Path folder;

    private DishonestVendor(Path folder) {
        this.folder = folder;
    }

    /** Copies a vendor. */
    public static DishonestVendor of(Path vendor, Path folder) throws IOException {
        return new DishonestVendor(Trees.copy(vendor, folder));
    }

    /** Its folder, to import from. */
    public Path folder() {
        return folder;
    }

    /** The manifest of a release of qc for any platform. */
    public String manifest(String version) throws IOException {
        return Files.readString(only(folder.resolve("repository/release/targets/qc/" + version)));
    }

    private static Path only(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.findFirst().orElseThrow();
        }
    }

    /** Lists a manifest of its own making in place of a release. */
    public void replaceManifest(String version, String manifest) throws IOException, ServerFailure {
        byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
        Path targets = folder.resolve("repository/release/targets/qc/" + version);
        Files.delete(only(targets));
        Files.write(targets.resolve(Sha256.of(bytes) + ".any.json"), bytes);
        relist(
                version,
                old -> new TargetInfo(
                        old.path(),
                        bytes.length,
                        Map.of("sha256", Sha256.of(bytes).hex()),
                        old.custom(),
                        old.role()));
    }

    /** Lists a release with other digests. */
    public void relistHashes(String version, Map<String, String> hashes) throws ServerFailure {
        relist(version, old -> new TargetInfo(old.path(), old.lengthBytes(), hashes, old.custom(), old.role()));
    }

    /** Lists a release with another custom part. */
    public void relistCustom(String version, JsonObject custom) throws ServerFailure {
        relist(
                version,
                old -> new TargetInfo(old.path(), old.lengthBytes(), old.hashes(), Optional.of(custom), old.role()));
    }

    private void relist(String version, java.util.function.UnaryOperator<TargetInfo> change) throws ServerFailure {
        sign(Instant.now(), listed -> {
            Map<String, TargetInfo> targets = new LinkedHashMap<>(listed);
            targets.computeIfPresent("qc/" + version + "/any.json", (path, old) -> change.apply(old));
            return targets;
        });
    }

    /** Signs everything again as its clock says that it is. */
    public void signAt(Instant time) throws ServerFailure {
        sign(time, listed -> listed);
    }

    private void sign(Instant time, java.util.function.UnaryOperator<Map<String, TargetInfo>> change)
            throws ServerFailure {
        ServerFolder vendor = ServerFolder.vendor(folder);
        MetadataFolder metadata = vendor.repository().releaseMetadata();
        RepositoryState state = RepositoryState.load(metadata, Instant.now());
        Targets qc = state.targets().get("qc");
        if (qc == null) {
            throw new IllegalStateException("no qc");
        }
        new RepositorySigner(metadata, KeyFolder.open(vendor.keys(), List.of()), Lifetimes.VENDOR, time)
                .commit(state, Map.of("qc", new Targets(1, time, change.apply(qc.targets()), Delegations.NONE)));
    }
}

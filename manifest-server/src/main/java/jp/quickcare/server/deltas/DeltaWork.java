package jp.quickcare.server.deltas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.server.durable.DurableFiles;
import jp.quickcare.server.repository.ObjectStore;

/**
 * Where deltas are made: beside the repository, so nobody sees them before they are whole. A publication that was killed
 * leaves its finished deltas here, and the next one for the same files takes them.
 */
final class DeltaWork {
    private static final String FINISHED = ".qcd";

    private final Path folder;
    private final Sha256 release;

    private DeltaWork(Path folder, Sha256 release) {
        this.folder = folder;
        this.release = release;
    }

    /** Opens it for a release that has no deltas yet; what other publications left is deleted. */
    static DeltaWork open(Path folder, ReleaseManifest draft) throws IOException {
        byte[] bytes = draft.toBytes();
        DeltaWork work = new DeltaWork(folder, Sha256.of(bytes));
        DurableFiles.makeFolders(folder);
        try (Stream<Path> left = Files.list(folder)) {
            for (Path one : left.filter(path -> !work.isOurs(path)).toList()) {
                delete(one);
            }
        }
        Files.createDirectory(work.contents());
        Files.write(work.draft(), bytes);
        return work;
    }

    private boolean isOurs(Path left) {
        return left.getFileName().toString().endsWith("-" + release.hex() + FINISHED);
    }

    /** The release's manifest as it would be without deltas. */
    Path draft() {
        return folder.resolve("draft.json");
    }

    /** Contents of old and new files, each under its digest. */
    Path contents() {
        return folder.resolve("contents");
    }

    /** Puts the contents of a release there, from the store. */
    void unpack(List<ReleaseFile> files, ObjectStore objects) throws IOException {
        for (ReleaseFile file : files) {
            Path to = contents().resolve(file.sha256().hex());
            if (!Files.exists(to)) {
                objects.unpack(file.sha256(), file.zstLengthBytes().isPresent(), to);
            }
        }
    }

    private Path finishedFile(Sha256 from) {
        return folder.resolve(from.hex() + "-" + release.hex() + FINISHED);
    }

    /** A delta that is finished. */
    Optional<Path> finished(Sha256 from) {
        return Optional.of(finishedFile(from)).filter(Files::isRegularFile);
    }

    /** Where a delta is written before it is finished. */
    Path unfinished(Sha256 from) {
        return DurableFiles.temporaryFor(finishedFile(from));
    }

    /** A folder of its own for whoever makes that delta. */
    Path temporary(Sha256 from) throws IOException {
        Path temporary = folder.resolve("making-" + from.hex());
        delete(temporary);
        return Files.createDirectory(temporary);
    }

    /** The delta is whole and proved: from here on it is kept. */
    void finish(Sha256 from) throws IOException {
        DurableFiles.flush(unfinished(from));
        DurableFiles.moveIntoPlace(unfinished(from), finishedFile(from));
        DurableFiles.flushFolder(folder);
        delete(folder.resolve("making-" + from.hex()));
    }

    /** Deletes a folder of work, if it is there. */
    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}

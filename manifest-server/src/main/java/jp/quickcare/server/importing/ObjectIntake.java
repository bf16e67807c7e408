package jp.quickcare.server.importing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.MetadataMissing;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.progress.Progress;
import jp.quickcare.server.repository.ObjectStore;

/** Brings the contents that releases need and the site lacks. */
final class ObjectIntake {
    private final ObjectStore objects;
    private final ImportSource source;
    private final Progress progress;
    private int newObjects;
    private long broughtBytes;

    ObjectIntake(ObjectStore objects, ImportSource source, Progress progress) {
        this.objects = objects;
        this.source = source;
        this.progress = progress;
    }

    int newObjects() {
        return newObjects;
    }

    long broughtBytes() {
        return broughtBytes;
    }

    void bring(List<ReleaseManifest> releases) throws ServerFailure, IOException {
        Map<Sha256, ReleaseFile> needed = new LinkedHashMap<>();
        for (ReleaseManifest release : releases) {
            for (ReleaseFile file : release.files()) {
                needed.putIfAbsent(file.sha256(), file);
            }
        }
        progress.begin(
                Sentence.of("progress.importing"),
                needed.values().stream().mapToLong(ReleaseFile::lengthBytes).sum());
        for (ReleaseFile file : needed.values()) {
            if (!isThere(file)) {
                bring(file);
                newObjects++;
            }
            progress.add(file.lengthBytes());
        }
        objects.flush();
    }

    /** Also as stored: clients ask for the form that the manifest tells. */
    private boolean isThere(ReleaseFile file) throws IOException {
        Optional<ObjectStore.Stored> stored = objects.findIntact(file.sha256(), file.lengthBytes());
        return stored.isPresent() && stored.get().zstLengthBytes().equals(file.zstLengthBytes());
    }

    private void bring(ReleaseFile file) throws ServerFailure, IOException {
        boolean compressed = file.zstLengthBytes().isPresent();
        long storedBytes = file.zstLengthBytes().orElse(file.lengthBytes());
        String hex = file.sha256().hex();
        String path = "objects/" + hex.substring(0, 2) + "/" + hex + (compressed ? ".zst" : "");
        Path incoming = objects.incoming(file.sha256(), compressed);
        Sentence what = Sentence.of("import.content", file.path(), path);
        try {
            try (OutputStream kept = new KeptStream(Files.newOutputStream(incoming))) {
                source.copy(path, kept, storedBytes);
            } catch (KeptStream.NotKept e) {
                throw ServerFailure.disk(Sentence.of("attempt.writing", incoming), e);
            } catch (IOException e) {
                throw Importer.unreachable(source, e);
            }
            if (Files.size(incoming) != storedBytes) {
                throw notTrusted(Sentence.of("import.content-length", what), null);
            }
            objects.accept(file.sha256(), compressed, file.lengthBytes());
            broughtBytes += storedBytes;
        } catch (MetadataMissing e) {
            throw new ServerFailure(FailureCode.NO_SOURCE, Sentence.of("import.lacks-content", source.name(), what), e);
        } catch (LengthException e) {
            throw notTrusted(Sentence.of("import.content-longer", what), e);
        } catch (ObjectStore.WrongContent e) {
            throw notTrusted(Sentence.of("import.content-wrong", what, e.sentence()), e);
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    private ServerFailure notTrusted(Sentence what, @org.jspecify.annotations.Nullable Exception cause) {
        return new ServerFailure(FailureCode.NOT_TRUSTED, Sentence.of("import.at", source.name(), what), cause);
    }
}

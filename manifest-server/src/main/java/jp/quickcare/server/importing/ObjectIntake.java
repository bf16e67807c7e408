package jp.quickcare.server.importing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.SavingObject;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.MetadataMissing;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.progress.Progress;
import jp.quickcare.server.repository.ObjectStore;
import jp.quickcare.server.repository.WrongContent;

/** Brings the contents that releases need and the site lacks. */
final class ObjectIntake {
    private final ObjectStore objects;
    private final ImportSource source;
    private final Progress progress;
    private int newObjects;
    private long broughtBytes;
    private int lackingDeltas;

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

    /** Deltas and chunks that the source does not have, or not as listed. */
    int lackingDeltas() {
        return lackingDeltas;
    }

    void bring(List<ReleaseManifest> releases) throws ServerFailure, IOException {
        Map<Sha256, ReleaseFile> needed = new LinkedHashMap<>();
        List<SavingObject> deltas = new ArrayList<>();
        for (ReleaseManifest release : releases) {
            for (ReleaseFile file : release.files()) {
                needed.putIfAbsent(file.sha256(), file);
            }
            deltas.addAll(release.savingObjects());
        }
        progress.begin(
                Sentence.of("progress.importing"),
                needed.values().stream().mapToLong(ReleaseFile::lengthBytes).sum()
                        + deltas.stream().mapToLong(SavingObject::lengthBytes).sum());
        try {
            for (ReleaseFile file : needed.values()) {
                if (!isThere(file)) {
                    bring(file);
                }
                progress.add(file.lengthBytes());
            }
            for (SavingObject delta : deltas) {
                bringDelta(delta);
                progress.add(delta.lengthBytes());
            }
        } catch (ServerFailure | IOException e) {
            objects.settleAfter(e);
            throw e;
        }
        objects.flush();
    }

    /** Without a delta or chunks PCs bring the changed files whole, so it is no reason to refuse a release. */
    private void bringDelta(SavingObject delta) throws ServerFailure, IOException {
        if (objects.findIntact(delta.sha256(), delta.lengthBytes()).isPresent()) {
            return;
        }
        try {
            bring(
                    delta.sha256(),
                    delta.lengthBytes(),
                    OptionalLong.empty(),
                    path -> Sentence.of("import.delta", delta.what(), path));
        } catch (ServerFailure e) {
            if (e.code() == FailureCode.DISK) {
                throw e;
            }
            lackingDeltas++;
        }
    }

    /** Also as stored: clients ask for the form that the manifest tells. */
    private boolean isThere(ReleaseFile file) throws IOException {
        Optional<ObjectStore.Stored> stored = objects.findIntact(file.sha256(), file.lengthBytes());
        return stored.isPresent() && stored.get().zstLengthBytes().equals(file.zstLengthBytes());
    }

    private void bring(ReleaseFile file) throws ServerFailure, IOException {
        bring(
                file.sha256(),
                file.lengthBytes(),
                file.zstLengthBytes(),
                path -> Sentence.of("import.content", file.path(), path));
        newObjects++;
    }

    private void bring(Sha256 sha256, long lengthBytes, OptionalLong zst, Function<String, Sentence> named)
            throws ServerFailure, IOException {
        boolean compressed = zst.isPresent();
        long storedBytes = zst.orElse(lengthBytes);
        String hex = sha256.hex();
        String path = "objects/" + hex.substring(0, 2) + "/" + hex + (compressed ? ".zst" : "");
        Sentence what = named.apply(path);
        Path incoming = objects.incoming(sha256, compressed);
        boolean accepted = false;
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
            objects.accept(sha256, compressed, lengthBytes);
            accepted = true;
            broughtBytes += storedBytes;
        } catch (MetadataMissing e) {
            throw new ServerFailure(FailureCode.NO_SOURCE, Sentence.of("import.lacks-content", source.name(), what), e);
        } catch (LengthException e) {
            throw notTrusted(Sentence.of("import.content-longer", what), e);
        } catch (WrongContent e) {
            throw notTrusted(Sentence.of("import.content-wrong", what, e.sentence()), e);
        } finally {
            if (!accepted) {
                Files.deleteIfExists(incoming);
            }
        }
    }

    private ServerFailure notTrusted(Sentence what, @org.jspecify.annotations.Nullable Exception cause) {
        return new ServerFailure(FailureCode.NOT_TRUSTED, Sentence.of("import.at", source.name(), what), cause);
    }
}

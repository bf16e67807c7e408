package jp.quickcare.server.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.MetadataMissing;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;

/** A repository in a folder: a vendor's, another site's, a copy on a USB stick. */
final class FolderSource implements ImportSource {
    private final Path folder;

    private FolderSource(Path folder) {
        this.folder = folder;
    }

    /** @param folder the repository, or the folder of a vendor or site that it lies in */
    static FolderSource open(Path folder) throws ServerFailure {
        Path inside = folder.resolve("repository");
        for (Path candidate : new Path[] {folder, inside}) {
            if (Files.isDirectory(candidate.resolve("release").resolve("metadata"))) {
                return new FolderSource(candidate);
            }
        }
        throw ServerFailure.badInput(Sentence.of("import.no-repository", folder));
    }

    @Override
    public void copy(String path, OutputStream to, long maxBytes) throws MetadataMissing, LengthException, IOException {
        Path file = folder.resolve(path);
        // Opening a pipe would wait for ever, and reading a device too.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(file + " is no ordinary file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            BoundedCopy.copy(path, in, to, maxBytes, doneBytes -> {});
        } catch (NoSuchFileException e) {
            throw new MetadataMissing(path);
        }
    }

    @Override
    public String name() {
        return folder.toString();
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}

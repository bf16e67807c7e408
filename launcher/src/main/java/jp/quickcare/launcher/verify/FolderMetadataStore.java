package jp.quickcare.launcher.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.manifest.tuf.FileNames;
import jp.quickcare.manifest.tuf.MetadataStore;

/**
 * Verified metadata of one repository in a folder, as received: {@code root.json}, {@code timestamp.json} and so on,
 * and beside them every root of the chain, {@code 1.root.json} and on. The first one is the anchor: it is written at
 * installation and never again.
 */
final class FolderMetadataStore implements MetadataStore {
    static final String ROOT = "root";

    private static final long MAX_BYTES = 16L << 20;

    private final Path folder;

    FolderMetadataStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<byte[]> load(String role) throws StoreException {
        return read(FileNames.local(role));
    }

    /** A root of the chain, if it is kept. */
    Optional<byte[]> root(long version) throws StoreException {
        return read(FileNames.versioned(ROOT, version));
    }

    /** A file by its own name, if it is kept. */
    Optional<byte[]> file(String name) throws StoreException {
        return read(name);
    }

    private Optional<byte[]> read(String name) throws StoreException {
        Path file = folder.resolve(name);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new StoreException("cannot read " + file, e);
        }
    }

    @Override
    public void store(String role, byte[] asReceived) throws StoreException {
        write(FileNames.local(role), asReceived);
    }

    @Override
    public void remove(String role) throws StoreException {
        Path file = folder.resolve(FileNames.local(role));
        try {
            DurableFiles.delete(file);
        } catch (IOException e) {
            throw new StoreException("cannot delete " + file, e);
        }
    }

    @Override
    public void keepRoot(long version, byte[] asReceived) throws StoreException {
        if (version > 1) {
            write(FileNames.versioned(ROOT, version), asReceived);
        }
    }

    /** Pins the first root: what everything else is verified from. */
    void pin(byte[] firstRoot) throws StoreException {
        write(FileNames.versioned(ROOT, 1), firstRoot);
        write(FileNames.local(ROOT), firstRoot);
    }

    private void write(String name, byte[] bytes) throws StoreException {
        Path file = folder.resolve(name);
        try {
            DurableFiles.createFolders(folder);
            DurableFiles.write(file, bytes);
        } catch (IOException e) {
            throw new StoreException("cannot write " + file, e);
        }
    }

    /** The disk, and not a server, is in the way. */
    static final class StoreException extends IOException {
        private static final long serialVersionUID = 1L;

        StoreException(String message, IOException cause) {
            super(message + ": " + cause.getMessage(), cause);
        }

        KeepFailure failure() {
            String detail = String.valueOf(getMessage());
            return new KeepFailure(FailureCode.DISK, detail, this, detail);
        }
    }
}

package jp.quickcare.server.repository;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.server.durable.DurableFiles;

/**
 * The contents of files, each under its digest: {@code ab/<sha256>} as it is, or {@code ab/<sha256>.zst} compressed
 * where that saves a tenth. No file is ever held whole in memory. One writer at a time; many may read.
 */
public final class ObjectStore {
    private static final String COMPRESSED = ".zst";

    private final Path folder;
    private final Set<Path> unflushed = new LinkedHashSet<>();
    private final Unsettled unsettled = new Unsettled();

    ObjectStore(Path folder) {
        this.folder = folder;
    }

    /** Where the objects lie. */
    public Path path() {
        return folder;
    }

    /** Where that content lies, plain or compressed, whether or not it is there. */
    public Path file(Sha256 sha256, boolean compressed) {
        String hex = sha256.hex();
        return folderOf(sha256).resolve(compressed ? hex + COMPRESSED : hex);
    }

    private Path folderOf(Sha256 sha256) {
        return folder.resolve(sha256.hex().substring(0, 2));
    }

    /** Hears how many bytes have been worked through. */
    @FunctionalInterface
    public interface ByteCount {
        /** So many more bytes are done. */
        void add(long bytes);
    }

    /**
     * How an object is stored.
     *
     * @param zstLengthBytes its stored length where it is compressed
     */
    public record Stored(OptionalLong zstLengthBytes) {}

    /**
     * Looks for content and reads all of it to see that it is intact.
     *
     * @return how it is stored; empty where it is not there, or damaged
     */
    public Optional<Stored> findIntact(Sha256 sha256, long lengthBytes) throws IOException {
        for (boolean compressed : new boolean[] {true, false}) {
            Path file = file(sha256, compressed);
            if (Files.isRegularFile(file)) {
                try {
                    StoredContent.check(file, compressed, sha256, lengthBytes);
                    // A run that was killed may have put it there and not made that last.
                    unflushed.add(folderOf(sha256));
                    return Optional.of(
                            new Stored(compressed ? OptionalLong.of(Files.size(file)) : OptionalLong.empty()));
                } catch (WrongContent damaged) {
                    // As good as absent: whoever asks brings it again, over this one.
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Takes a file's content in. It can be read after {@link #settle()} and lasts only after {@link #flush()}.
     *
     * @param sha256 what it was when it was read before
     * @throws IOException also where the file has changed since then
     */
    public Stored add(Path source, Sha256 sha256, long lengthBytes) throws IOException {
        Path compressed = file(sha256, true);
        Path plain = file(sha256, false);
        prepareFolder(sha256);
        long zstLength = StoredContent.write(source, DurableFiles.temporaryFor(compressed), true, sha256);
        if (zstLength <= lengthBytes - lengthBytes / 10 && lengthBytes > 0) {
            Files.deleteIfExists(plain);
            unsettled.add(DurableFiles.temporaryFor(compressed), compressed, zstLength);
            return new Stored(OptionalLong.of(zstLength));
        }
        Files.delete(DurableFiles.temporaryFor(compressed));
        StoredContent.write(source, DurableFiles.temporaryFor(plain), false, sha256);
        Files.deleteIfExists(compressed);
        unsettled.add(DurableFiles.temporaryFor(plain), plain, lengthBytes);
        return new Stored(OptionalLong.empty());
    }

    /** Takes a file in as it is, without trying to compress it; else as {@link #add}. */
    public void addAsItIs(Path source, Sha256 sha256) throws IOException {
        Path plain = file(sha256, false);
        prepareFolder(sha256);
        long lengthBytes = StoredContent.write(source, DurableFiles.temporaryFor(plain), false, sha256);
        unsettled.add(DurableFiles.temporaryFor(plain), plain, lengthBytes);
    }

    /** Writes a stored content to a new file, for reading; it may share its bytes with the store. */
    public void unpack(Sha256 sha256, boolean compressed, Path to) throws IOException {
        Path stored = file(sha256, compressed);
        if (!compressed) {
            try {
                Files.createLink(to, stored);
            } catch (UnsupportedOperationException | java.nio.file.FileSystemException e) {
                Files.copy(stored, to);
            }
            return;
        }
        try (InputStream in = new ZstdInputStream(Files.newInputStream(stored))) {
            Files.copy(in, to);
        } catch (io.airlift.compress.MalformedInputException e) {
            throw new IOException(stored + " is damaged", e);
        }
    }

    /** Where a received object is written before {@link #accept}; in the store, so that a rename puts it in place. */
    public Path incoming(Sha256 sha256, boolean compressed) throws IOException {
        Path file = file(sha256, compressed);
        prepareFolder(sha256);
        return DurableFiles.temporaryFor(file);
    }

    /**
     * Takes a received object in once it has shown to be what its name says; else as {@link #add}.
     *
     * @throws WrongContent it is not; it is deleted then
     */
    public void accept(Sha256 sha256, boolean compressed, long lengthBytes) throws IOException, WrongContent {
        Path temporary = incoming(sha256, compressed);
        try {
            StoredContent.check(temporary, compressed, sha256, lengthBytes);
        } catch (WrongContent e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        unsettled.add(temporary, file(sha256, compressed), Files.size(temporary));
    }

    private void prepareFolder(Sha256 sha256) throws IOException {
        DurableFiles.makeFolders(folderOf(sha256));
        unflushed.add(folderOf(sha256));
    }

    /** Puts everything that was taken in so far in place. */
    public void settle() throws IOException {
        unsettled.settle();
    }

    /** As {@link #settle}, after a failure, which stays the one that is told: the next attempt need not bring it again. */
    public void settleAfter(Exception failure) {
        try {
            settle();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Makes everything that was taken in last; before that, no metadata may speak of it. */
    public void flush() throws IOException {
        settle();
        for (Path touched : unflushed) {
            DurableFiles.flushFolder(touched);
        }
        if (!unflushed.isEmpty()) {
            DurableFiles.flushFolder(folder);
        }
        unflushed.clear();
    }
}

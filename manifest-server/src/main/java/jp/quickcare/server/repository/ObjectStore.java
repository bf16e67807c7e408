package jp.quickcare.server.repository;

import io.airlift.compress.zstd.ZstdInputStream;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.server.durable.DurableFiles;
import jp.quickcare.server.messages.Sentence;

/**
 * The contents of files, each under its digest: {@code ab/<sha256>} as it is, or {@code ab/<sha256>.zst} compressed
 * where that saves a tenth. No file is ever held whole in memory. One writer at a time; many may read.
 */
public final class ObjectStore {
    private static final int BUFFER_BYTES = 64 * 1024;
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

    /** Thrown where stored bytes are not the content that their name says. */
    public static final class WrongContent extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Sentence sentence;

        /** @param sentence goes on after the name of the file */
        public WrongContent(Sentence sentence) {
            super(sentence.in(Locale.ENGLISH));
            this.sentence = sentence;
        }

        /** What is wrong; goes on after the name of the file. */
        public Sentence sentence() {
            return sentence;
        }
    }

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
                    check(file, compressed, sha256, lengthBytes);
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

    /** Reads a stored object whole. @throws WrongContent it is damaged @throws IOException it cannot be read */
    public static void check(Path file, boolean compressed, Sha256 sha256, long lengthBytes)
            throws IOException, WrongContent {
        MessageDigest digest = Sha256.newDigest();
        long length = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
                InputStream in = compressed ? new ZstdInputStream(raw) : raw) {
            int read;
            while ((read = in.read(buffer)) >= 0) {
                length += read;
                if (length > lengthBytes) {
                    throw new WrongContent(Sentence.of("content.longer", lengthBytes));
                }
                digest.update(buffer, 0, read);
            }
        } catch (NoSuchFileException e) {
            throw new WrongContent(Sentence.of("content.missing"));
        } catch (io.airlift.compress.MalformedInputException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new WrongContent(Sentence.of("content.no-zstd"));
        } catch (java.io.EOFException e) {
            throw new WrongContent(Sentence.of("content.short"));
        }
        if (length < lengthBytes) {
            throw new WrongContent(Sentence.of("content.length", length, lengthBytes));
        }
        if (!Sha256.of(digest).equals(sha256)) {
            throw new WrongContent(Sentence.of("content.digest"));
        }
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
        long zstLength = write(source, DurableFiles.temporaryFor(compressed), true, sha256);
        if (zstLength <= lengthBytes - lengthBytes / 10 && lengthBytes > 0) {
            Files.deleteIfExists(plain);
            unsettled.add(DurableFiles.temporaryFor(compressed), compressed, zstLength);
            return new Stored(OptionalLong.of(zstLength));
        }
        Files.delete(DurableFiles.temporaryFor(compressed));
        write(source, DurableFiles.temporaryFor(plain), false, sha256);
        Files.deleteIfExists(compressed);
        unsettled.add(DurableFiles.temporaryFor(plain), plain, lengthBytes);
        return new Stored(OptionalLong.empty());
    }

    /** Takes a file in as it is, without trying to compress it; else as {@link #add}. */
    public void addAsItIs(Path source, Sha256 sha256) throws IOException {
        Path plain = file(sha256, false);
        prepareFolder(sha256);
        long lengthBytes = write(source, DurableFiles.temporaryFor(plain), false, sha256);
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
            check(temporary, compressed, sha256, lengthBytes);
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

    private static long write(Path source, Path temporary, boolean compress, Sha256 expected) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            // The channel stays open behind the compressor, to tell what was written.
            OutputStream file = new KeptOpen(Channels.newOutputStream(channel));
            try (InputStream in = Files.newInputStream(source);
                    OutputStream out = compress ? new ZstdOutputStream(file) : file) {
                byte[] buffer = new byte[BUFFER_BYTES];
                int read;
                while ((read = in.read(buffer)) >= 0) {
                    digest.update(buffer, 0, read);
                    out.write(buffer, 0, read);
                }
            }
            if (!Sha256.of(digest).equals(expected)) {
                throw new IOException(source + " changed while it was being read; publish again when it is quiet");
            }
            return channel.size();
        } catch (IOException e) {
            DurableFiles.discard(temporary, e);
            throw e;
        }
    }

    private static final class KeptOpen extends FilterOutputStream {
        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}

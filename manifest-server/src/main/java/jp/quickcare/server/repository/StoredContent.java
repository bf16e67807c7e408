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
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.server.durable.DurableFiles;
import jp.quickcare.server.messages.Sentence;

/** The bytes of one object in its stored form, plain or compressed: read whole, and written. */
public final class StoredContent {
    private static final int BUFFER_BYTES = 64 * 1024;

    private StoredContent() {}

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

    /** Writes content as it will be stored. @return its length there */
    static long write(Path source, Path temporary, boolean compress, Sha256 expected) throws IOException {
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

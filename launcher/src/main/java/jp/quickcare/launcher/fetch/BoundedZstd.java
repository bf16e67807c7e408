package jp.quickcare.launcher.fetch;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Decodes zstd from a file into a file, never further than it may be long (THREATS TR5). */
final class BoundedZstd {
    private static final int BUFFER_BYTES = 64 * 1024;

    private BoundedZstd() {}

    /**
     * Decodes from where {@code encoded} stands. What is not zstd, ends too early or goes on too long just gives other
     * bytes: the digest tells.
     *
     * @param lengthBytes no more than this is written
     * @param digest fed what is decoded, at most one byte more than {@code lengthBytes}
     */
    static void decode(FileChannel encoded, FileChannel plain, long lengthBytes, MessageDigest digest)
            throws IOException {
        FileBytes source = new FileBytes(encoded);
        ZstdInputStream decoded = new ZstdInputStream(source);
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = lengthBytes;
        while (true) {
            int count = next(decoded, source, buffer, left);
            if (count <= 0) {
                return;
            }
            digest.update(buffer, 0, count);
            left -= count;
            if (left < 0) {
                return;
            }
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
            while (bytes.hasRemaining()) {
                plain.write(bytes);
            }
        }
    }

    private static int next(ZstdInputStream decoded, FileBytes source, byte[] buffer, long left) throws IOException {
        try {
            return decoded.read(buffer, 0, (int) Math.min(buffer.length - 1, left) + 1);
        } catch (MalformedInputException
                | IllegalStateException
                | IllegalArgumentException
                | IndexOutOfBoundsException e) {
            return -1;
        } catch (IOException e) {
            if (source.failure != null) {
                throw e;
            }
            return -1;
        }
    }

    /** Remembers that it was the disk that failed, and not the decoder that complained. */
    private static final class FileBytes extends InputStream {
        private final FileChannel channel;
        private @Nullable IOException failure;

        FileBytes(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return channel.read(ByteBuffer.wrap(buffer, offset, length));
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}

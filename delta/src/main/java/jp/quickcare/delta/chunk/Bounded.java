package jp.quickcare.delta.chunk;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.function.LongConsumer;

/** A file that never gets longer than its manifest says. */
final class Bounded extends OutputStream {
    private final OutputStream out;
    private final MessageDigest digest;
    private final LongConsumer watch;
    private long left;

    Bounded(OutputStream out, MessageDigest digest, long lengthBytes, LongConsumer watch) {
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.digest = digest;
        this.left = lengthBytes;
        this.watch = watch;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > left) {
            throw new EOFException("a file that gets longer than the manifest says");
        }
        digest.update(bytes, offset, length);
        out.write(bytes, offset, length);
        left -= length;
        watch.accept(length);
    }

    boolean isFull() {
        return left == 0;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

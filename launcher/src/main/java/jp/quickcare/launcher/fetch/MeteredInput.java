package jp.quickcare.launcher.fetch;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lets no more through than was allowed, and remembers whether it was the wire that failed. */
final class MeteredInput extends InputStream {
    private final InputStream wire;
    private long allowed;
    private boolean ended;
    private @Nullable IOException failure;

    MeteredInput(InputStream wire) {
        this.wire = wire;
    }

    /** From now on at most this many bytes. */
    void allow(long bytes) {
        allowed = bytes;
    }

    /** What the wire, or the limit, failed with; null where it did not. */
    @Nullable
    IOException failure() {
        return failure;
    }

    /** True once there was nothing more to read. */
    boolean ended() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            if (allowed <= 0) {
                throw new LyingSourceException("the stream has more where it should have ended");
            }
            int count = wire.read(buffer, offset, (int) Math.min(length, allowed));
            ended = count < 0;
            allowed -= Math.max(0, count);
            return count;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}

package jp.quickcare.delta.container;

import java.io.IOException;

/**
 * Reads what lies behind along with what is asked for, as far as the reads before were for what lies close together: the
 * small entries of a jar take one read of the disk for many. What is read must not change meanwhile. Not thread-safe.
 */
public final class ReadAhead implements ReadableParts {
    private static final int LEAST = 1 << 12;
    private static final int MOST = 1 << 16;

    private final ByteSource source;
    private byte[] window = new byte[LEAST];
    private long begin;
    private int count;

    /** Reads of that source; nothing is read yet. */
    public ReadAhead(ByteSource source) {
        this.source = source;
    }

    @Override
    public void read(long position, byte[] to, int offset, int length) throws IOException {
        int held = held(position, length);
        if (held < length && length < LEAST && position >= 0 && position <= source.length() - length) {
            fill(position);
            held = length;
        }
        if (held > 0) {
            System.arraycopy(window, (int) (position - begin), to, offset, held);
        }
        if (held < length) {
            source.read(position + held, to, offset + held, length - held);
        }
    }

    /** How many of those bytes the window has, from the first on. */
    private int held(long position, int length) {
        long from = position - begin;
        return from < 0 || from >= count ? 0 : (int) Math.min(length, count - from);
    }

    private void fill(long position) throws IOException {
        boolean near = position >= begin && position - begin < 2L * window.length;
        int size = near ? Math.min(MOST, 2 * window.length) : LEAST;
        if (size != window.length) {
            window = new byte[size];
        }
        begin = position;
        count = 0;
        int available = (int) Math.min(size, source.length() - position);
        source.read(position, window, 0, available);
        count = available;
    }
}

package jp.quickcare.delta.difference;

import java.io.IOException;
import java.io.InputStream;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.mix.BitReader;
import jp.quickcare.delta.mix.Differences;
import jp.quickcare.delta.mix.Numbers;

/**
 * Reads parts one after another from one stream of bits, in pieces of any length. What it reads of old bytes lies
 * within them, and it makes exactly as many as it is asked for, whatever the stream says. Not thread-safe.
 */
public final class PartReader {
    private static final int STEP = 32;

    private final Numbers numbers;
    private final Differences differences;
    private final byte[] step = new byte[STEP];
    private byte[] old = new byte[0];
    private InputStream literals = InputStream.nullInputStream();
    private int lane;
    private int remaining;
    private long at;
    private int over;
    private int extra;
    private int stepAt;
    private int stepEnd;
    // Whether the number of literals is still to be read, after the bytes that lie over old ones.
    private boolean pending;

    /** Reads from these bits, of that version of the format. */
    public PartReader(BitReader bits, int version) {
        numbers = new Numbers(bits, ControlColumns.ALL);
        differences = new Differences(bits, version);
    }

    /**
     * Begins a part; the last one must have been read to its end.
     *
     * @param old what the lane's parts lie over
     * @param literals of the lane
     * @param expectedAt where the part's old bytes begin in {@code old}
     * @param length of the part
     */
    public void begin(int lane, byte[] old, InputStream literals, int expectedAt, int length) {
        this.lane = lane;
        this.old = old;
        this.literals = literals;
        at = expectedAt;
        remaining = length;
    }

    /** Lets go of what the last part, which must have been read to its end, lay over. */
    public void release() {
        begin(0, new byte[0], InputStream.nullInputStream(), 0, 0);
    }

    /** How many bytes of the part are left. */
    public int remaining() {
        return remaining;
    }

    /** Reads exactly that many of the bytes that are left. */
    public void read(byte[] to, int offset, int length) throws DamagedDeltaException {
        int done = 0;
        while (done < length) {
            if (stepAt == stepEnd && over == 0 && extra == 0) {
                control();
            }
            int count = stepAt < stepEnd || over > 0
                    ? over(to, offset + done, length - done)
                    : literals(to, offset + done, Math.min(extra, length - done));
            done += count;
        }
    }

    private void control() throws DamagedDeltaException {
        at += numbers.codeSigned(ControlColumns.SEEK, 0, lane);
        over = span(ControlColumns.OVER, remaining);
        if (over > 0 && (at < 0 || at > old.length - over)) {
            throw new DamagedDeltaException("a difference to bytes that are not there");
        }
        differences.begin();
        pending = over < remaining;
        if (over == 0) {
            afterOver();
            if (extra == 0) {
                throw new DamagedDeltaException("a step that makes nothing");
            }
        }
    }

    private void afterOver() throws DamagedDeltaException {
        if (pending) {
            extra = span(ControlColumns.EXTRA, remaining);
            pending = false;
        }
    }

    private int span(int column, int rest) throws DamagedDeltaException {
        long span = numbers.code(column, 0, lane);
        if (span == 0) {
            return rest;
        }
        if (span - 1 > rest) {
            throw new DamagedDeltaException("a step over the end of what is made");
        }
        return (int) (span - 1);
    }

    private int over(byte[] to, int offset, int length) throws DamagedDeltaException {
        if (stepAt == stepEnd) {
            int coded = differences.step(old, (int) at, step, 0, over);
            stepAt = 0;
            stepEnd = coded;
            at += coded;
            over -= coded;
        }
        int count = Math.min(length, stepEnd - stepAt);
        // Most steps are of one byte, for which a copy's beginning would take longer than all else here.
        if (count == 1) {
            to[offset] = step[stepAt];
        } else {
            System.arraycopy(step, stepAt, to, offset, count);
        }
        stepAt += count;
        remaining -= count;
        if (stepAt == stepEnd && over == 0) {
            afterOver();
        }
        return count;
    }

    private int literals(byte[] to, int offset, int length) throws DamagedDeltaException {
        try {
            int count = literals.readNBytes(to, offset, length);
            if (count < length) {
                throw new DamagedDeltaException("literals that end too early");
            }
        } catch (IOException e) {
            throw new DamagedDeltaException("literals that cannot be read: " + e.getMessage(), e);
        }
        extra -= length;
        remaining -= length;
        return length;
    }
}

package jp.quickcare.delta.difference;

import java.util.List;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.format.Limits;
import jp.quickcare.delta.mix.BitWriter;
import jp.quickcare.delta.mix.Differences;
import jp.quickcare.delta.mix.Numbers;

/**
 * Writes parts one after another into one stream of bits. {@link PartReader} has the other half. The first version of
 * the format has somewhat fewer bytes, and every launcher reads it; where it has so many bits that to read them would
 * take longer than the bytes that it spares, a newer one is written.
 */
public final class PartWriter {
    /** To read so many takes some 150 ms. */
    private static final long MOST_BITS = 2_000_000;

    private final Stream first = new Stream(Limits.OLDEST_VERSION);
    private final Stream quick = new Stream(Limits.FIRST_QUICK);
    private final boolean images;

    /** @param images whether the delta looks into images, which only newer launchers can read, and those quickly */
    public PartWriter(boolean images) {
        this.images = images;
    }

    /**
     * Writes a part, all but its literals.
     *
     * @param expectedAt where its old bytes begin in {@code old}
     */
    public void write(int lane, byte[] old, int expectedAt, byte[] fresh, List<Control> controls) {
        try {
            if (!images) {
                first.write(lane, old, expectedAt, fresh, controls);
            }
            quick.write(lane, old, expectedAt, fresh, controls);
        } catch (DamagedDeltaException e) {
            throw new IllegalStateException("writing reads nothing", e);
        }
    }

    /** Which version of the format {@link #finish} gives. */
    public int version() {
        if (images) {
            return Limits.FIRST_WITH_IMAGES;
        }
        return first.bits.coded() > MOST_BITS ? Limits.FIRST_QUICK : Limits.OLDEST_VERSION;
    }

    /** Ends the stream. */
    public byte[] finish() {
        return (version() == Limits.OLDEST_VERSION ? first : quick).bits.finish();
    }

    /** One version of it all. */
    private static final class Stream {
        private final BitWriter bits = new BitWriter();
        private final Numbers numbers = new Numbers(bits, ControlColumns.ALL);
        private final Differences differences;

        Stream(int version) {
            differences = new Differences(bits, version);
        }

        void write(int lane, byte[] old, int expectedAt, byte[] fresh, List<Control> controls)
                throws DamagedDeltaException {
            int made = 0;
            int at = expectedAt;
            for (Control control : controls) {
                if (control.overLength() + control.extraLength() == 0) {
                    continue;
                }
                numbers.codeSigned(ControlColumns.SEEK, control.oldAt() - at, lane);
                made = control(lane, old, fresh, made, control);
                at = control.oldAt() + control.overLength();
            }
        }

        private int control(int lane, byte[] old, byte[] fresh, int begin, Control control)
                throws DamagedDeltaException {
            int made = begin;
            int over = control.overLength();
            boolean rest = over == fresh.length - made;
            numbers.code(ControlColumns.OVER, rest ? 0 : over + 1, lane);
            differences.begin();
            for (int done = 0; done < over; ) {
                done += differences.step(old, control.oldAt() + done, fresh, made + done, over - done);
            }
            made += over;
            if (!rest) {
                int extra = control.extraLength();
                numbers.code(ControlColumns.EXTRA, extra == fresh.length - made ? 0 : extra + 1, lane);
                made += extra;
            }
            return made;
        }
    }
}

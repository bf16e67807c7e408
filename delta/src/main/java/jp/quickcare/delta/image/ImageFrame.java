package jp.quickcare.delta.image;

import java.util.Arrays;
import jp.quickcare.delta.container.Frame;
import jp.quickcare.delta.container.Little;
import jp.quickcare.delta.container.Sizes;
import jp.quickcare.delta.format.DamagedDeltaException;
import org.jspecify.annotations.Nullable;

/** What lies around the entries of an image that is to be rebuilt, read from {@link ImageColumns}. */
public final class ImageFrame implements Frame {
    private static final byte[] NONE = {};

    private final Names names;
    private final int[] lengths;
    private final ImageIndex index;
    private final byte[] tail;
    private @Nullable Directories directories;

    /**
     * Reads columns that came from somewhere else; each length is checked before it is used.
     *
     * @param expectedCount how many entries there must be
     */
    public ImageFrame(byte[] columns, int expectedCount) throws DamagedDeltaException {
        long namesAt = ImageColumns.START_LENGTH + 4L * expectedCount;
        require(expectedCount > 0 && expectedCount <= ImageReader.MAX_ENTRIES, "an image of too many entries");
        require(columns.length <= ImageColumns.MAX_BYTES, "an image's columns that are too long");
        require(columns.length >= namesAt, "an image's columns that end too early");
        require(Little.i32(columns, 0) == expectedCount, "an image of another number of entries");
        int[] paddings = {Little.i32(columns, 4), Little.i32(columns, 8)};
        int tailLength = Little.i32(columns, 12);
        for (int padding : paddings) {
            require(padding >= 0 && padding <= ImageColumns.MAX_PADDING, "an image with too much padding");
        }
        require(tailLength >= 0 && tailLength <= columns.length - namesAt, "an image's tail that is not there");
        lengths = new int[expectedCount];
        for (int i = 0; i < expectedCount; i++) {
            lengths[i] = Little.i32(columns, ImageColumns.START_LENGTH + 4 * i);
            require(lengths[i] >= 0, "content of a negative length");
        }
        int tailAt = columns.length - tailLength;
        names = Names.read(columns, (int) namesAt, tailAt, expectedCount);
        tail = Arrays.copyOfRange(columns, tailAt, columns.length);
        index = new ImageIndex(names, lengths, paddings);
    }

    @Override
    public int count() {
        return lengths.length;
    }

    @Override
    public byte[] name(int entry) {
        return names.whole(entry);
    }

    @Override
    public long contentLength(int entry, long planned) {
        return lengths[entry];
    }

    @Override
    public byte[] derived(int entry) throws DamagedDeltaException {
        Directories all = directories;
        if (all == null) {
            all = new Directories(names, index);
            directories = all;
        }
        return all.content(entry);
    }

    @Override
    public byte[] prefix() {
        return index.bytes();
    }

    @Override
    public byte[] local(int entry, Sizes sizes) {
        return NONE;
    }

    @Override
    public byte[] trailer(int entry, Sizes sizes) {
        return NONE;
    }

    @Override
    public byte[] record(int entry, Sizes sizes, long headerAt) {
        return NONE;
    }

    @Override
    public byte[] tail(long directoryAt, long directoryLength) {
        return tail;
    }

    private static void require(boolean holds, String otherwise) throws DamagedDeltaException {
        if (!holds) {
            throw new DamagedDeltaException(otherwise);
        }
    }
}

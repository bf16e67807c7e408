package jp.quickcare.delta.zip;

import java.util.Arrays;
import jp.quickcare.delta.container.Frame;
import jp.quickcare.delta.container.Little;
import jp.quickcare.delta.container.Sizes;
import jp.quickcare.delta.format.DamagedDeltaException;

/** The headers of a zip that is to be rebuilt, read from {@link HeaderColumns}. */
public final class Headers implements Frame {
    private static final int NAMES = 0;
    private static final int LOCAL_EXTRAS = 1;
    private static final int EXTRAS = 2;
    private static final int COMMENTS = 3;
    private static final int EXCEPTIONS = 4;
    private static final int TRAILERS = 5;
    private static final int PARTS = 6;

    private final byte[] bytes;
    private final int count;
    private final long shift;
    private final int prefixLength;
    private final int tailLength;
    private final int endRecord;
    private final int[] columnAt = new int[HeaderColumns.WIDTHS.length];
    // For each part, where that of each entry begins; the last is where the part ends.
    private final int[][] partAt = new int[PARTS][];
    private final int[] times;

    /**
     * Reads columns that came from somewhere else; each length is checked before it is used.
     *
     * @param expectedCount how many entries there must be
     */
    public Headers(byte[] bytes, int expectedCount) throws DamagedDeltaException {
        this.bytes = bytes;
        require(bytes.length >= HeaderColumns.START_LENGTH, "headers without a beginning");
        count = Little.i32(bytes, 0);
        shift = Little.u32(bytes, 4);
        prefixLength = Little.i32(bytes, 8);
        tailLength = Little.i32(bytes, 12);
        endRecord = Little.i32(bytes, 16);
        require(count == expectedCount, "headers of another number of entries");
        require(prefixLength >= 0 && tailLength >= 0, "headers of a negative length");
        long at = HeaderColumns.START_LENGTH;
        for (int i = 0; i < columnAt.length; i++) {
            columnAt[i] = (int) at;
            at += (long) HeaderColumns.WIDTHS[i] * count;
            require(at <= bytes.length, "headers that end too early");
        }
        times = new int[count];
        for (int i = 0; i < count; i++) {
            times[i] = (i == 0 ? 0 : times[i - 1]) + value(HeaderColumns.TIME, i);
        }
        int end = (int) at;
        for (int part = 0; part < PARTS; part++) {
            end = readPart(part, end);
        }
        require((long) end + prefixLength + tailLength == bytes.length, "headers of another length");
        require(
                endRecord >= 0 && (endRecord == 0 || endRecord - 1 <= tailLength - 22),
                "headers with the end record outside");
    }

    private int readPart(int part, int begin) throws DamagedDeltaException {
        int[] starts = new int[count + 1];
        long at = begin;
        for (int i = 0; i < count; i++) {
            starts[i] = (int) at;
            at += switch (part) {
                case NAMES -> value(HeaderColumns.NAME_LENGTH, i);
                case LOCAL_EXTRAS -> value(HeaderColumns.LOCAL_EXTRA_LENGTH, i);
                case EXTRAS -> value(HeaderColumns.EXTRA_LENGTH, i);
                case COMMENTS -> value(HeaderColumns.COMMENT_LENGTH, i);
                case EXCEPTIONS -> exceptionsLength(form(i));
                default -> carriedTrailer(i);
            };
            require(at <= bytes.length, "headers that end too early");
        }
        starts[count] = (int) at;
        partAt[part] = starts;
        return (int) at;
    }

    private static int exceptionsLength(int form) {
        return ((form & Form.LOCAL_SIZES_CARRIED) != 0 ? Sizes.LENGTH : 0)
                + ((form & Form.LOCAL_HEAD_CARRIED) != 0 ? 10 : 0)
                + (Form.trailer(form) >= Form.CARRIED_TRAILER ? 4 : 0)
                + ((form & Form.DIRECTORY_SIZES_CARRIED) != 0 ? Sizes.LENGTH : 0)
                + ((form & Form.OFFSET_CARRIED) != 0 ? 4 : 0);
    }

    private int carriedTrailer(int entry) throws DamagedDeltaException {
        int form = form(entry);
        if (Form.trailer(form) < Form.CARRIED_TRAILER) {
            return 0;
        }
        int length = Little.i32(bytes, exception(entry, Form.TRAILER_SHIFT));
        require(length >= 0, "a gap of a negative length");
        return length;
    }

    /** Where an entry's exception of that kind begins, when it has one. */
    private int exception(int entry, int kind) {
        int form = form(entry);
        int at = partAt[EXCEPTIONS][entry];
        if (kind == Form.LOCAL_SIZES_CARRIED) {
            return at;
        }
        at += exceptionsLength(form & Form.LOCAL_SIZES_CARRIED);
        if (kind == Form.LOCAL_HEAD_CARRIED) {
            return at;
        }
        at += exceptionsLength(form & Form.LOCAL_HEAD_CARRIED);
        if (kind == Form.TRAILER_SHIFT) {
            return at;
        }
        at += exceptionsLength(form & 7 << Form.TRAILER_SHIFT);
        return kind == Form.DIRECTORY_SIZES_CARRIED ? at : at + exceptionsLength(form & Form.DIRECTORY_SIZES_CARRIED);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public byte[] name(int entry) {
        return Arrays.copyOfRange(bytes, partAt[NAMES][entry], partAt[NAMES][entry + 1]);
    }

    @Override
    public byte[] prefix() {
        int at = partAt[TRAILERS][count];
        return Arrays.copyOfRange(bytes, at, at + prefixLength);
    }

    /** How long an entry's local header is. */
    public int localLength(int entry) {
        return 30 + length(NAMES, entry) + length(LOCAL_EXTRAS, entry);
    }

    @Override
    public byte[] local(int entry, Sizes sizes) {
        int form = form(entry);
        byte[] header = new byte[localLength(entry)];
        Little.put32(header, 0, 0x04034b50);
        putHead(header, 4, entry);
        if ((form & Form.LOCAL_HEAD_CARRIED) != 0) {
            System.arraycopy(bytes, exception(entry, Form.LOCAL_HEAD_CARRIED), header, 4, 10);
        }
        if ((form & Form.LOCAL_SIZES_CARRIED) != 0) {
            System.arraycopy(bytes, exception(entry, Form.LOCAL_SIZES_CARRIED), header, 14, Sizes.LENGTH);
        } else if ((form & Form.LOCAL_SIZES_ZERO) == 0) {
            sizes.put(header, 14);
        }
        Little.put16(header, 26, length(NAMES, entry));
        Little.put16(header, 28, length(LOCAL_EXTRAS, entry));
        copy(NAMES, entry, header, 30);
        copy(LOCAL_EXTRAS, entry, header, 30 + length(NAMES, entry));
        return header;
    }

    @Override
    public byte[] trailer(int entry, Sizes sizes) {
        int trailer = Form.trailer(form(entry));
        if (trailer == Form.NO_TRAILER) {
            return new byte[0];
        }
        return trailer < Form.CARRIED_TRAILER
                ? Form.descriptor(trailer, sizes)
                : Arrays.copyOfRange(bytes, partAt[TRAILERS][entry], partAt[TRAILERS][entry + 1]);
    }

    @Override
    public byte[] record(int entry, Sizes sizes, long headerAt) {
        int form = form(entry);
        int name = length(NAMES, entry);
        int extra = length(EXTRAS, entry);
        byte[] record = new byte[46 + name + extra + length(COMMENTS, entry)];
        Little.put32(record, 0, 0x02014b50);
        Little.put16(record, 4, value(HeaderColumns.MADE_BY, entry));
        putHead(record, 6, entry);
        sizes.put(record, 16);
        if ((form & Form.DIRECTORY_SIZES_CARRIED) != 0) {
            System.arraycopy(bytes, exception(entry, Form.DIRECTORY_SIZES_CARRIED), record, 16, Sizes.LENGTH);
        }
        Little.put16(record, 28, name);
        Little.put16(record, 30, extra);
        Little.put16(record, 32, length(COMMENTS, entry));
        Little.put16(record, 34, value(HeaderColumns.DISK, entry));
        Little.put16(record, 36, value(HeaderColumns.INTERNAL, entry));
        Little.put32(record, 38, value(HeaderColumns.EXTERNAL, entry));
        Little.put32(record, 42, (int) (headerAt - shift));
        if ((form & Form.OFFSET_CARRIED) != 0) {
            System.arraycopy(bytes, exception(entry, Form.OFFSET_CARRIED), record, 42, 4);
        }
        copy(NAMES, entry, record, 46);
        copy(EXTRAS, entry, record, 46 + name);
        copy(COMMENTS, entry, record, 46 + name + extra);
        return record;
    }

    @Override
    public byte[] tail(long directoryAt, long directoryLength) {
        byte[] tail = Arrays.copyOfRange(bytes, bytes.length - tailLength, bytes.length);
        if (endRecord > 0) {
            EndRecord.fill(tail, endRecord - 1, count, directoryLength, directoryAt - shift);
        }
        return tail;
    }

    private void putHead(byte[] to, int at, int entry) {
        Little.put16(to, at, value(HeaderColumns.NEEDED, entry));
        Little.put16(to, at + 2, value(HeaderColumns.FLAGS, entry));
        Little.put16(to, at + 4, value(HeaderColumns.METHOD, entry));
        Little.put32(to, at + 6, times[entry]);
    }

    private int form(int entry) {
        return value(HeaderColumns.FORM, entry);
    }

    private int length(int part, int entry) {
        return partAt[part][entry + 1] - partAt[part][entry];
    }

    private void copy(int part, int entry, byte[] to, int at) {
        System.arraycopy(bytes, partAt[part][entry], to, at, length(part, entry));
    }

    private int value(int column, int entry) {
        int at = columnAt[column] + HeaderColumns.WIDTHS[column] * entry;
        return switch (HeaderColumns.WIDTHS[column]) {
            case 1 -> bytes[at] & 0xff;
            case 2 -> Little.u16(bytes, at);
            default -> Little.i32(bytes, at);
        };
    }

    private static void require(boolean holds, String otherwise) throws DamagedDeltaException {
        if (!holds) {
            throw new DamagedDeltaException(otherwise);
        }
    }
}

package jp.quickcare.delta.zip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import jp.quickcare.delta.container.Little;
import jp.quickcare.delta.container.ReadAhead;
import jp.quickcare.delta.container.Sizes;

/**
 * All headers of a zip, column by column, without what the entries themselves tell: checksums, sizes and offsets. The
 * columns of two releases of a jar are nearly the same bytes. {@link Headers} reads them back.
 */
public final class HeaderColumns {
    /** Widths, in bytes, of the columns that have one value an entry. */
    static final int[] WIDTHS = {1, 2, 2, 2, 2, 4, 2, 2, 4, 2, 2, 2, 2};

    static final int FORM = 0;
    static final int METHOD = 1;
    static final int MADE_BY = 2;
    static final int NEEDED = 3;
    static final int FLAGS = 4;
    static final int TIME = 5;
    static final int DISK = 6;
    static final int INTERNAL = 7;
    static final int EXTERNAL = 8;
    static final int NAME_LENGTH = 9;
    static final int LOCAL_EXTRA_LENGTH = 10;
    static final int EXTRA_LENGTH = 11;
    static final int COMMENT_LENGTH = 12;

    /** How long the fixed numbers at the beginning are. */
    static final int START_LENGTH = 20;

    /** The longest gap or prefix that is taken for part of a zip. */
    static final int MAX_CARRIED = 16 << 20;

    private final ZipEntries entries;
    private final ReadAhead near;
    private final IntFunction<Sizes> derived;
    private final long shift;
    private final byte[][] columns = new byte[WIDTHS.length][];
    private final ByteArrayOutputStream names = new ByteArrayOutputStream();
    private final ByteArrayOutputStream localExtras = new ByteArrayOutputStream();
    private final ByteArrayOutputStream extras = new ByteArrayOutputStream();
    private final ByteArrayOutputStream comments = new ByteArrayOutputStream();
    private final ByteArrayOutputStream exceptions = new ByteArrayOutputStream();
    private final ByteArrayOutputStream trailers = new ByteArrayOutputStream();
    private int timeBefore;

    private HeaderColumns(ZipEntries entries, IntFunction<Sizes> derived) {
        this.entries = entries;
        near = new ReadAhead(entries.source);
        this.derived = derived;
        shift = entries.count == 0 ? 0 : entries.headerAt[0] - Little.u32(entries.directory, entries.recordAt[0] + 42);
        for (int i = 0; i < WIDTHS.length; i++) {
            columns[i] = new byte[WIDTHS[i] * entries.count];
        }
    }

    /** The columns of a zip whose directory is right about its entries. */
    public static Optional<byte[]> of(ZipEntries entries) throws IOException {
        return of(entries, new Stated(entries));
    }

    /** What the directory says. */
    private record Stated(ZipEntries entries) implements IntFunction<Sizes> {
        @Override
        public Sizes apply(int entry) {
            return entries.sizes(entry);
        }
    }

    /**
     * The columns of a zip's headers, or empty when something between its entries is too long to be carried.
     *
     * @param derived what will be known of an entry, by its number, without its headers
     * @throws IOException when the bytes cannot be read
     */
    public static Optional<byte[]> of(ZipEntries entries, IntFunction<Sizes> derived) throws IOException {
        long prefix = entries.count == 0 ? entries.directoryAt : entries.headerAt[0];
        if (prefix > MAX_CARRIED) {
            return Optional.empty();
        }
        HeaderColumns columns = new HeaderColumns(entries, derived);
        for (int i = 0; i < entries.count; i++) {
            if (!columns.add(i) || columns.trailers.size() > MAX_CARRIED) {
                return Optional.empty();
            }
        }
        return Optional.of(columns.join(entries.source.bytes(0, (int) prefix)));
    }

    private boolean add(int entry) throws IOException {
        byte[] directory = entries.directory;
        int record = entries.recordAt[entry];
        int headerLength = (int) (entries.payloadAt[entry] - entries.headerAt[entry]);
        byte[] header = new byte[headerLength];
        near.read(entries.headerAt[entry], header, 0, headerLength);
        int name = Little.u16(directory, record + 28);
        int extra = Little.u16(directory, record + 30);
        int comment = Little.u16(directory, record + 32);
        put(METHOD, entry, Little.u16(directory, record + 10));
        put(MADE_BY, entry, Little.u16(directory, record + 4));
        put(NEEDED, entry, Little.u16(directory, record + 6));
        put(FLAGS, entry, Little.u16(directory, record + 8));
        int time = Little.i32(directory, record + 12);
        put(TIME, entry, time - timeBefore);
        timeBefore = time;
        put(DISK, entry, Little.u16(directory, record + 34));
        put(INTERNAL, entry, Little.u16(directory, record + 36));
        put(EXTERNAL, entry, Little.i32(directory, record + 38));
        put(NAME_LENGTH, entry, name);
        put(LOCAL_EXTRA_LENGTH, entry, headerLength - 30 - name);
        put(EXTRA_LENGTH, entry, extra);
        put(COMMENT_LENGTH, entry, comment);
        names.write(directory, record + 46, name);
        localExtras.write(header, 30 + name, headerLength - 30 - name);
        extras.write(directory, record + 46 + name, extra);
        comments.write(directory, record + 46 + name + extra, comment);
        return addForm(entry, header, record);
    }

    private boolean addForm(int entry, byte[] header, int record) throws IOException {
        byte[] directory = entries.directory;
        Sizes sizes = derived.apply(entry);
        int form = 0;
        if (!sizes.equalsAt(header, 14)) {
            boolean zero = Sizes.ZERO.equalsAt(header, 14);
            form |= zero ? Form.LOCAL_SIZES_ZERO : Form.LOCAL_SIZES_CARRIED;
            exceptions.write(header, 14, zero ? 0 : Sizes.LENGTH);
        }
        if (!Arrays.equals(header, 4, 14, directory, record + 6, record + 16)) {
            form |= Form.LOCAL_HEAD_CARRIED;
            exceptions.write(header, 4, 10);
        }
        long end = entries.payloadAt[entry] + entries.payloadLength[entry];
        long next = entry + 1 < entries.count ? entries.headerAt[entry + 1] : entries.directoryAt;
        if (next - end > MAX_CARRIED) {
            return false;
        }
        byte[] between = new byte[(int) (next - end)];
        near.read(end, between, 0, between.length);
        form |= trailer(between, sizes) << Form.TRAILER_SHIFT;
        if (!sizes.equalsAt(directory, record + 16)) {
            form |= Form.DIRECTORY_SIZES_CARRIED;
            exceptions.write(directory, record + 16, Sizes.LENGTH);
        }
        if (Little.i32(directory, record + 42) != (int) (entries.headerAt[entry] - shift)) {
            form |= Form.OFFSET_CARRIED;
            exceptions.write(directory, record + 42, 4);
        }
        put(FORM, entry, form);
        return true;
    }

    private int trailer(byte[] bytes, Sizes sizes) {
        if (bytes.length == 0) {
            return Form.NO_TRAILER;
        }
        for (int trailer = 1; trailer < Form.CARRIED_TRAILER; trailer++) {
            if (Arrays.equals(bytes, Form.descriptor(trailer, sizes))) {
                return trailer;
            }
        }
        exceptions.writeBytes(number(bytes.length));
        trailers.writeBytes(bytes);
        return Form.CARRIED_TRAILER;
    }

    private byte[] join(byte[] prefix) {
        byte[] tail = Arrays.copyOfRange(entries.directory, entries.directoryLength, entries.directory.length);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(number(entries.count));
        all.writeBytes(number((int) shift));
        all.writeBytes(number(prefix.length));
        all.writeBytes(number(tail.length));
        all.writeBytes(number(EndRecord.strip(tail, entries, shift)));
        for (byte[] column : columns) {
            all.writeBytes(column);
        }
        for (ByteArrayOutputStream part :
                new ByteArrayOutputStream[] {names, localExtras, extras, comments, exceptions, trailers}) {
            all.writeBytes(part.toByteArray());
        }
        all.writeBytes(prefix);
        all.writeBytes(tail);
        return all.toByteArray();
    }

    private void put(int column, int entry, int value) {
        int width = WIDTHS[column];
        switch (width) {
            case 1 -> columns[column][entry] = (byte) value;
            case 2 -> Little.put16(columns[column], 2 * entry, value);
            default -> Little.put32(columns[column], 4 * entry, value);
        }
    }

    private static byte[] number(int value) {
        byte[] bytes = new byte[4];
        Little.put32(bytes, 0, value);
        return bytes;
    }
}

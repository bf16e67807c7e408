package jp.quickcare.delta.zip;

import java.io.IOException;
import java.util.Optional;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.container.Little;
import jp.quickcare.delta.container.ReadAhead;

/**
 * Finds the entries of a zip. Stricter than any unpacker: entries follow one another in the directory's order without
 * overlap, names agree, and the directory ends where the end records begin (THREATS CT7). Everything else is no zip to
 * this product, only bytes.
 */
public final class EntriesReader {
    /** How many entries a container may have; one with more is a plain file. */
    public static final int MAX_ENTRIES = 200_000;

    /** How long the directory and what follows may be; a container with more is a plain file. */
    public static final int MAX_DIRECTORY_BYTES = 24 << 20;

    private static final int END_LENGTH = 22;
    private static final int LOCATOR_LENGTH = 20;
    private static final long NONE = 0xffffffffL;

    private EntriesReader() {}

    /** What the end records say. */
    private record End(long count, long directoryLength, long statedAt, long recordsAt) {}

    /**
     * Finds the entries.
     *
     * @return empty when this is no zip, or one that is not as expected in any way
     * @throws IOException only when the bytes cannot be read
     */
    public static Optional<ZipEntries> read(ByteSource source) throws IOException {
        long length = source.length();
        if (length < END_LENGTH) {
            return Optional.empty();
        }
        int tailLength = (int) Math.min(length, END_LENGTH + 0xffff + 256);
        byte[] tail = source.bytes(length - tailLength, tailLength);
        Optional<End> end = end(tail, length);
        if (end.isEmpty()) {
            return Optional.empty();
        }
        long at = end.get().recordsAt - end.get().directoryLength;
        long shift = at - end.get().statedAt;
        if (at < 0
                || shift < 0
                || end.get().count > MAX_ENTRIES
                || length - at > MAX_DIRECTORY_BYTES
                || end.get().directoryLength < 46 * end.get().count) {
            return Optional.empty();
        }
        byte[] directory = source.bytes(at, (int) (length - at));
        ZipEntries entries =
                new ZipEntries(source, (int) end.get().count, directory, at, (int) end.get().directoryLength);
        if (!records(entries, shift) || !headers(entries)) {
            return Optional.empty();
        }
        entries.nameAll();
        return Optional.of(entries);
    }

    private static Optional<End> end(byte[] tail, long length) {
        for (int at = tail.length - END_LENGTH; at >= 0; at--) {
            if (Little.i32(tail, at) != 0x06054b50 || Little.u16(tail, at + 20) != tail.length - END_LENGTH - at) {
                continue;
            }
            long position = length - tail.length + at;
            int count = Little.u16(tail, at + 10);
            long directoryLength = Little.u32(tail, at + 12);
            long statedAt = Little.u32(tail, at + 16);
            if (count != 0xffff && directoryLength != NONE && statedAt != NONE) {
                return Optional.of(new End(count, directoryLength, statedAt, position));
            }
            return largeEnd(tail, at, length)
                    .or(() -> Optional.of(new End(count, directoryLength, statedAt, position)));
        }
        return Optional.empty();
    }

    private static Optional<End> largeEnd(byte[] tail, int endAt, long length) {
        int locator = endAt - LOCATOR_LENGTH;
        // Only the form without additions, right before its locator.
        int record = locator - 56;
        if (record < 0
                || Little.i32(tail, locator) != 0x07064b50
                || Little.i32(tail, record) != 0x06064b50
                || Little.i64(tail, record + 4) != 44) {
            return Optional.empty();
        }
        long count = Little.i64(tail, record + 32);
        long directoryLength = Little.i64(tail, record + 40);
        long statedAt = Little.i64(tail, record + 48);
        if (count < 0 || directoryLength < 0 || directoryLength > length || statedAt < 0 || statedAt > length) {
            return Optional.empty();
        }
        return Optional.of(new End(count, directoryLength, statedAt, length - tail.length + record));
    }

    private static boolean records(ZipEntries entries, long shift) {
        byte[] directory = entries.directory;
        int at = 0;
        long before = -1;
        for (int i = 0; i < entries.count; i++) {
            if (at + 46 > entries.directoryLength || Little.i32(directory, at) != 0x02014b50) {
                return false;
            }
            int name = Little.u16(directory, at + 28);
            int extra = Little.u16(directory, at + 30);
            int next = at + 46 + name + extra + Little.u16(directory, at + 32);
            if (next > entries.directoryLength) {
                return false;
            }
            long[] sizes = {
                Little.u32(directory, at + 24), Little.u32(directory, at + 20), Little.u32(directory, at + 42)
            };
            largeSizes(directory, at + 46 + name, extra, sizes);
            entries.recordAt[i] = at;
            entries.contentLength[i] = sizes[0];
            entries.payloadLength[i] = sizes[1];
            entries.headerAt[i] = sizes[2] + shift;
            if (sizes[0] < 0 || sizes[1] < 0 || sizes[2] < 0 || entries.headerAt[i] <= before) {
                return false;
            }
            before = entries.headerAt[i];
            at = next;
        }
        return at == entries.directoryLength;
    }

    /** Takes what does not fit into 32 bits from the extra field made for it. */
    private static void largeSizes(byte[] directory, int at, int length, long[] sizes) {
        int end = at + length;
        for (int field = at; field + 4 <= end; field += 4 + Little.u16(directory, field + 2)) {
            int fieldEnd = field + 4 + Little.u16(directory, field + 2);
            if (Little.u16(directory, field) != 1 || fieldEnd > end) {
                continue;
            }
            int value = field + 4;
            for (int i = 0; i < sizes.length; i++) {
                if (sizes[i] == NONE && value + 8 <= fieldEnd) {
                    sizes[i] = Little.i64(directory, value);
                    value += 8;
                }
            }
            return;
        }
    }

    private static boolean headers(ZipEntries entries) throws IOException {
        byte[] header = new byte[30 + 0xffff];
        ReadAhead near = new ReadAhead(entries.source);
        for (int i = 0; i < entries.count; i++) {
            long at = entries.headerAt[i];
            long end = i + 1 < entries.count ? entries.headerAt[i + 1] : entries.directoryAt;
            int name = entries.nameLength(i);
            if (end - at < 30L + name) {
                return false;
            }
            near.read(at, header, 0, 30 + name);
            long payload = at + 30 + name + Little.u16(header, 28);
            if (Little.i32(header, 0) != 0x04034b50
                    || Little.u16(header, 26) != name
                    || !entries.isNamed(i, header, 30, name)
                    || payload > end
                    || entries.payloadLength[i] > end - payload) {
                return false;
            }
            entries.payloadAt[i] = payload;
        }
        return true;
    }
}

package jp.quickcare.delta.zip;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.container.Entries;
import jp.quickcare.delta.container.Little;
import jp.quickcare.delta.container.Sizes;

/**
 * Where the entries of a zip lie, in their order, which is that of its directory too. Only containers whose every byte
 * has its place have one: what {@link EntriesReader} refuses is a plain file.
 */
public final class ZipEntries implements Entries {
    /** Deflate, as {@code method} has it. */
    public static final int DEFLATED = 8;

    final ByteSource source;
    final int count;
    final long[] headerAt;
    final long[] payloadAt;
    final long[] payloadLength;
    final long[] contentLength;
    // The directory and all that follows it, and where in that each entry's record begins.
    final byte[] directory;
    final int[] recordAt;
    final long directoryAt;
    final int directoryLength;
    // By name, found by its hash: one more than the number of the first entry that has it; at least half is empty.
    private final int[] byName;

    ZipEntries(ByteSource source, int count, byte[] directory, long directoryAt, int directoryLength) {
        this.source = source;
        this.count = count;
        this.directory = directory;
        this.directoryAt = directoryAt;
        this.directoryLength = directoryLength;
        headerAt = new long[count];
        payloadAt = new long[count];
        payloadLength = new long[count];
        contentLength = new long[count];
        recordAt = new int[count];
        byName = new int[Integer.highestOneBit(count + 1) << 2];
    }

    void nameAll() {
        for (int i = 0; i < count; i++) {
            int slot = slot(directory, recordAt[i] + 46, nameLength(i));
            if (byName[slot] == 0) {
                byName[slot] = i + 1;
            }
        }
    }

    /** Where the entry of that name is noted, or would be. */
    private int slot(byte[] name, int at, int length) {
        // Reading a name byte by byte costs a short-lived launcher more than all else; for this Java has something
        // quick.
        CRC32 hash = new CRC32();
        hash.update(name, at, length);
        int slot = (int) hash.getValue() & (byName.length - 1);
        while (byName[slot] != 0 && !isNamed(byName[slot] - 1, name, at, length)) {
            slot = (slot + 1) & (byName.length - 1);
        }
        return slot;
    }

    /** Whether an entry has that name. */
    boolean isNamed(int entry, byte[] name, int at, int length) {
        int own = recordAt[entry] + 46;
        return Arrays.equals(directory, own, own + nameLength(entry), name, at, at + length);
    }

    /** How long the name of an entry is. */
    int nameLength(int entry) {
        return Little.u16(directory, recordAt[entry] + 28);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public byte[] name(int entry) {
        int at = recordAt[entry] + 46;
        return Arrays.copyOfRange(directory, at, at + nameLength(entry));
    }

    @Override
    public int find(byte[] name) {
        return byName[slot(name, 0, name.length)] - 1;
    }

    /** 0 is stored, {@link #DEFLATED} is deflated. */
    public int method(int entry) {
        return Little.u16(directory, recordAt[entry] + 10);
    }

    @Override
    public boolean isDeflated(int entry) {
        return method(entry) == DEFLATED;
    }

    /** The checksum that the directory has of the content. */
    public int crc(int entry) {
        return Little.i32(directory, recordAt[entry] + 16);
    }

    @Override
    public long contentLength(int entry) {
        return contentLength[entry];
    }

    @Override
    public long payloadLength(int entry) {
        return payloadLength[entry];
    }

    @Override
    public Sizes sizes(int entry) {
        return new Sizes(crc(entry), payloadLength[entry], contentLength[entry]);
    }

    @Override
    public long payloadAt(int entry) {
        return payloadAt[entry];
    }

    @Override
    public ByteSource source() {
        return source;
    }

    /** The columns of a zip whose directory is right about its entries. */
    @Override
    public Optional<byte[]> columns() throws IOException {
        return HeaderColumns.of(this);
    }
}

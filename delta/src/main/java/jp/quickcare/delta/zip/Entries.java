package jp.quickcare.delta.zip;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Where the entries of a zip lie, in their order, which is that of its directory too. Only containers whose every byte
 * has its place have one: what {@link EntriesReader} refuses is a plain file.
 */
public final class Entries {
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

    Entries(ByteSource source, int count, byte[] directory, long directoryAt, int directoryLength) {
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

    /** How many entries there are. */
    public int count() {
        return count;
    }

    /** The name of an entry, as it stands there. */
    public byte[] name(int entry) {
        int at = recordAt[entry] + 46;
        return Arrays.copyOfRange(directory, at, at + nameLength(entry));
    }

    /** The name of an entry as text, for guesses only. */
    public String text(int entry) {
        return new String(name(entry), StandardCharsets.UTF_8);
    }

    /** The first entry of that name, or -1. */
    public int find(byte[] name) {
        return byName[slot(name, 0, name.length)] - 1;
    }

    /** 0 is stored, {@link #DEFLATED} is deflated. */
    public int method(int entry) {
        return Little.u16(directory, recordAt[entry] + 10);
    }

    /** The checksum that the directory has of the content. */
    public int crc(int entry) {
        return Little.i32(directory, recordAt[entry] + 16);
    }

    /** How long the content is, in bytes, as the directory says. */
    public long contentLength(int entry) {
        return contentLength[entry];
    }

    /** How long the entry's bytes in the zip are. */
    public long payloadLength(int entry) {
        return payloadLength[entry];
    }

    /** What the directory says of an entry's bytes. */
    public Sizes sizes(int entry) {
        return new Sizes(crc(entry), payloadLength[entry], contentLength[entry]);
    }

    /** Where the entry's bytes in the zip begin. */
    public long payloadAt(int entry) {
        return payloadAt[entry];
    }

    /** What the entries lie in. */
    public ByteSource source() {
        return source;
    }

    /** Reads an entry's bytes as they lie in the zip. */
    public byte[] payload(int entry) throws IOException {
        return source.bytes(payloadAt[entry], Math.toIntExact(payloadLength[entry]));
    }
}

package jp.quickcare.delta;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zips for tests. */
public final class Zips {
    private Zips() {}

    /** Something that writes entries. */
    public interface Entries {
        void to(ZipOutputStream zip) throws IOException;
    }

    public static byte[] zip(Entries entries) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                entries.to(zip);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public static void deflated(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(1_700_000_000_000L);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    public static void stored(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(1_700_000_000_000L);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** Text of a seed, which deflates to about a third. */
    public static byte[] text(int seed, int length) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append("word").append(random.nextInt(500)).append(random.nextInt(9) == 0 ? "\n" : " ");
        }
        return text.substring(0, length).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** The same with a few bytes changed. */
    public static byte[] changed(byte[] content, int seed) {
        byte[] changed = content.clone();
        Random random = new Random(seed);
        for (int i = 0; i < 5; i++) {
            changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(100));
        }
        return changed;
    }

    public static byte[] noise(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** A zip of one deflated entry, byte by byte: whatever the deflated bytes are. */
    public static byte[] handmade(byte[] content, byte[] payload) {
        return zip64OrNot(content, payload, false);
    }

    /** The same with all sizes in Zip64's extra fields and end records. */
    public static byte[] large(byte[] content, byte[] payload) {
        return zip64OrNot(content, payload, true);
    }

    private static byte[] zip64OrNot(byte[] content, byte[] payload, boolean large) {
        Bytes out = new Bytes();
        CRC32 crc = new CRC32();
        crc.update(content);
        int crcValue = (int) crc.getValue();
        byte[] extra = large
                ? new Bytes()
                        .u16(1)
                        .u16(16)
                        .u64(content.length)
                        .u64(payload.length)
                        .toByteArray()
                : new byte[0];
        byte[] directoryExtra = large
                ? new Bytes()
                        .u16(1)
                        .u16(24)
                        .u64(content.length)
                        .u64(payload.length)
                        .u64(0)
                        .toByteArray()
                : new byte[0];
        out.u32(0x04034b50).u16(45).u16(0).u16(8).u32(0x58000000).u32(crcValue);
        out.u32(large ? -1 : payload.length)
                .u32(large ? -1 : content.length)
                .u16(1)
                .u16(extra.length);
        out.u8('a').bytes(extra).bytes(payload);
        int directoryAt = out.size();
        out.u32(0x02014b50).u16(45).u16(45).u16(0).u16(8).u32(0x58000000).u32(crcValue);
        out.u32(large ? -1 : payload.length)
                .u32(large ? -1 : content.length)
                .u16(1)
                .u16(directoryExtra.length);
        out.u16(0).u16(0).u16(0).u32(0).u32(large ? -1 : 0).u8('a').bytes(directoryExtra);
        int directoryLength = out.size() - directoryAt;
        if (large) {
            int recordAt = out.size();
            out.u32(0x06064b50).u64(44).u16(45).u16(45).u32(0).u32(0).u64(1).u64(1);
            out.u64(directoryLength).u64(directoryAt);
            out.u32(0x07064b50).u32(0).u64(recordAt).u32(1);
        }
        out.u32(0x06054b50).u16(0).u16(0).u16(large ? 0xffff : 1).u16(large ? 0xffff : 1);
        out.u32(large ? -1 : directoryLength).u32(large ? -1 : directoryAt).u16(0);
        return out.toByteArray();
    }

    public static byte[] deflate(byte[] content, int level, int strategy) {
        Deflater deflater = new Deflater(level, true);
        deflater.setStrategy(strategy);
        deflater.setInput(content);
        deflater.finish();
        byte[] packed = new byte[content.length * 2 + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        return java.util.Arrays.copyOf(packed, length);
    }

    /** Deflated in a way that no setting of the deflater gives: flushed in the middle. */
    public static byte[] deflateOddly(byte[] content) {
        Deflater deflater = new Deflater(6, true);
        deflater.setInput(content, 0, content.length / 2);
        byte[] packed = new byte[content.length * 2 + 100];
        int length = deflater.deflate(packed, 0, packed.length, Deflater.SYNC_FLUSH);
        deflater.setInput(content, content.length / 2, content.length - content.length / 2);
        deflater.finish();
        length += deflater.deflate(packed, length, packed.length - length);
        deflater.end();
        return java.util.Arrays.copyOf(packed, length);
    }

    private static final class Bytes extends ByteArrayOutputStream {
        Bytes u8(int value) {
            write(value);
            return this;
        }

        Bytes u16(int value) {
            return u8(value).u8(value >> 8);
        }

        Bytes u32(int value) {
            return u16(value).u16(value >> 16);
        }

        Bytes u64(long value) {
            return u32((int) value).u32((int) (value >> 32));
        }

        Bytes bytes(byte[] bytes) {
            writeBytes(bytes);
            return this;
        }
    }
}

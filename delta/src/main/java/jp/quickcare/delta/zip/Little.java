package jp.quickcare.delta.zip;

/**
 * Numbers in little-endian order, as zips have them. Byte by byte: where the quick compiler alone works, as in a launcher
 * that lives for less than a second, views of arrays cost ten times as much.
 */
final class Little {
    private Little() {}

    static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
    }

    static int i32(byte[] bytes, int at) {
        return u16(bytes, at) | u16(bytes, at + 2) << 16;
    }

    static long u32(byte[] bytes, int at) {
        return i32(bytes, at) & 0xffffffffL;
    }

    static long i64(byte[] bytes, int at) {
        return u32(bytes, at) | u32(bytes, at + 4) << 32;
    }

    static void put16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
        bytes[at + 1] = (byte) (value >> 8);
    }

    static void put32(byte[] bytes, int at, int value) {
        put16(bytes, at, value);
        put16(bytes, at + 2, value >> 16);
    }

    static void put64(byte[] bytes, int at, long value) {
        put32(bytes, at, (int) value);
        put32(bytes, at + 4, (int) (value >> 32));
    }
}

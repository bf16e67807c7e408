package jp.quickcare.delta.container;

/**
 * Numbers in little-endian order, as containers have them. Byte by byte: where the quick compiler alone works, as in a launcher
 * that lives for less than a second, views of arrays cost ten times as much.
 */
public final class Little {
    private Little() {}

    /** Two bytes, without a sign. */
    public static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
    }

    /** Four bytes. */
    public static int i32(byte[] bytes, int at) {
        return u16(bytes, at) | u16(bytes, at + 2) << 16;
    }

    /** Four bytes, without a sign. */
    public static long u32(byte[] bytes, int at) {
        return i32(bytes, at) & 0xffffffffL;
    }

    /** Eight bytes. */
    public static long i64(byte[] bytes, int at) {
        return u32(bytes, at) | u32(bytes, at + 4) << 32;
    }

    /** Puts two bytes. */
    public static void put16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
        bytes[at + 1] = (byte) (value >> 8);
    }

    /** Puts four bytes. */
    public static void put32(byte[] bytes, int at, int value) {
        put16(bytes, at, value);
        put16(bytes, at + 2, value >> 16);
    }

    /** Puts eight bytes. */
    public static void put64(byte[] bytes, int at, long value) {
        put32(bytes, at, (int) value);
        put32(bytes, at + 4, (int) (value >> 32));
    }
}

package jp.quickcare.delta.container;

/**
 * What headers say of an entry's bytes.
 *
 * @param crc of the content
 * @param payloadLength in bytes, in the container
 * @param contentLength in bytes, unpacked
 */
public record Sizes(int crc, long payloadLength, long contentLength) {
    /** What headers say that say nothing. */
    public static final Sizes ZERO = new Sizes(0, 0, 0);

    /** How long the three are in a header. */
    public static final int LENGTH = 12;

    /** Puts the three where they are in a header. */
    public void put(byte[] to, int at) {
        Little.put32(to, at, crc);
        Little.put32(to, at + 4, (int) payloadLength);
        Little.put32(to, at + 8, (int) contentLength);
    }

    /** Whether a header has these there. */
    public boolean equalsAt(byte[] bytes, int at) {
        return Little.i32(bytes, at) == crc
                && Little.i32(bytes, at + 4) == (int) payloadLength
                && Little.i32(bytes, at + 8) == (int) contentLength;
    }
}

package jp.quickcare.server.serve;

/**
 * The bytes of a file that an answer carries.
 *
 * @param from the first
 * @param lengthBytes how many; below 0 where the request asks for none that the file has
 * @param isPart whether the request asked for a part
 */
record ByteSpan(long from, long lengthBytes, boolean isPart) {
    static final ByteSpan UNSATISFIABLE = new ByteSpan(0, -1, true);

    static ByteSpan whole(long sizeBytes) {
        return new ByteSpan(0, sizeBytes, false);
    }

    boolean isUnsatisfiable() {
        return lengthBytes < 0;
    }

    /** The last byte, inclusive. */
    long last() {
        return from + lengthBytes - 1;
    }
}

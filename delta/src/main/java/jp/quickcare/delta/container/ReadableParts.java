package jp.quickcare.delta.container;

import java.io.IOException;

/** Bytes of which any part can be read, in any order. */
@FunctionalInterface
public interface ReadableParts {
    /**
     * Reads exactly that many.
     *
     * @throws IOException when they lie outside, or cannot be read
     */
    void read(long position, byte[] to, int offset, int length) throws IOException;
}

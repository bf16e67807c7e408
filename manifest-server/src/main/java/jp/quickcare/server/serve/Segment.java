package jp.quickcare.server.serve;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A piece of an answer's body. */
sealed interface Segment {
    /** Bytes at hand. */
    record Bytes(ByteBuffer bytes) implements Segment {}

    /** Bytes of a file, from {@code offset} on. */
    record FileRange(Path file, long offset, long lengthBytes) implements Segment {}
}

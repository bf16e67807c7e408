package jp.quickcare.delta.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where the entries of a container lie, by their numbers, which are in the order in which their bytes lie. */
public interface Entries {
    /** How many entries there are. */
    int count();

    /** The name of an entry: two containers have an entry in common where these are the same. */
    byte[] name(int entry);

    /** The name of an entry as text, for guesses only. */
    default String text(int entry) {
        return new String(name(entry), StandardCharsets.UTF_8);
    }

    /** The entry of that name, the first of several, or -1. */
    int find(byte[] name);

    /** Whether an entry's bytes are its content deflated; otherwise they are its content. */
    boolean isDeflated(int entry);

    /** What the container says of an entry's bytes; a checksum of 0 where it says none. */
    Sizes sizes(int entry);

    /** How long the content is, in bytes, as the container says. */
    long contentLength(int entry);

    /** How long the entry's bytes in the container are. */
    long payloadLength(int entry);

    /** Where the entry's bytes in the container begin. */
    long payloadAt(int entry);

    /** What the entries lie in. */
    ByteSource source();

    /** Reads an entry's bytes as they lie in the container. */
    default byte[] payload(int entry) throws IOException {
        return source().bytes(payloadAt(entry), Math.toIntExact(payloadLength(entry)));
    }

    /** All that lies around the entries, in a form in which two releases differ little; empty where it has none. */
    Optional<byte[]> columns() throws IOException;
}

package jp.quickcare.manifest.tuf;

import java.io.IOException;
import java.util.Optional;

/**
 * Keeps a client's verified metadata, byte for byte as received. What it gives back is verified again, so it need not
 * be protected against change, only against loss. A {@code store} lasts (is fsynced) before it returns and is whole or
 * not at all. Used by one thread at a time.
 *
 * <p>A role is {@code root}, {@code timestamp}, {@code snapshot}, {@code targets} or the name of a delegated role,
 * which may hold any character; {@link FileNames#local} turns it into a file name that is safe everywhere.
 */
public interface MetadataStore {
    /** What was stored last for the role, if anything. @throws IOException when it cannot be read */
    Optional<byte[]> load(String role) throws IOException;

    /** Replaces what is stored for the role. @throws IOException when it could not be kept; the old is still there */
    void store(String role, byte[] asReceived) throws IOException;

    /** Forgets the role's metadata; nothing happens when there is none (TUF 5.3.11). */
    void remove(String role) throws IOException;

    /**
     * Told of every root in the chain, in order, before {@code store("root", ...)}; a store that keeps the history of
     * roots keeps it from here. Does nothing unless overridden.
     */
    default void keepRoot(long version, byte[] asReceived) throws IOException {}
}

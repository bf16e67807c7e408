package jp.quickcare.server.importing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.MetadataMissing;

/** Where a site takes releases from. Nothing that it gives is trusted. Used by one thread. */
interface ImportSource extends Closeable {
    /**
     * Brings a small file.
     *
     * @param path in the repository, with {@code /}, for example {@code release/metadata/timestamp.json}
     * @param maxBytes no more than this is read
     * @throws MetadataMissing the source has no such file
     * @throws LengthException it has more
     */
    default byte[] fetch(String path, long maxBytes) throws MetadataMissing, LengthException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        copy(path, out, maxBytes);
        return out.toByteArray();
    }

    /** Brings a file of any length; else as {@link #fetch}. What {@code to} throws is passed on as it is. */
    void copy(String path, OutputStream to, long maxBytes) throws MetadataMissing, LengthException, IOException;

    /**
     * Says that contents are fetched from now on; a server that gives its places to one after the other is told.
     *
     * @param importer by what it knows this site again
     * @param app of the first release that is brought
     * @param manifest of that release, SHA-256
     */
    default void announce(String importer, String app, String manifest) {}

    /** How a person calls it; without secrets. */
    String name();
}

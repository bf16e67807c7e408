package jp.quickcare.server.importing;

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
    byte[] fetch(String path, long maxBytes) throws MetadataMissing, LengthException, IOException;

    /** Brings a file of any length; else as {@link #fetch}. What {@code to} throws is passed on as it is. */
    void copy(String path, OutputStream to, long maxBytes) throws MetadataMissing, LengthException, IOException;

    /** How a person calls it; without secrets. */
    String name();
}

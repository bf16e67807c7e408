package jp.quickcare.manifest.tuf;

import java.io.IOException;

/** Where metadata comes from. Nothing that it gives is trusted. Used by one thread at a time. */
public interface MetadataSource {
    /**
     * Brings one file of the repository's metadata folder.
     *
     * @param fileName for example {@code 2.root.json}, {@code timestamp.json}, {@code 7.qc.json}; the role in it is
     *     already percent-encoded as one path segment
     * @param maxBytes no more than this is read
     * @return the bytes exactly as received, at most {@code maxBytes}
     * @throws MetadataMissing the source answers that it has no such file
     * @throws LengthException the file has more than {@code maxBytes}
     * @throws IOException the source did not answer, not completely, or with something else
     */
    byte[] fetch(String fileName, long maxBytes) throws MetadataMissing, LengthException, IOException;
}

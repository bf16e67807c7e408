package jp.quickcare.server.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import jp.quickcare.manifest.tuf.LengthException;

/** Copies no more than is allowed, and no slower. */
final class BoundedCopy {
    private static final int BUFFER_BYTES = 64 * 1024;

    private BoundedCopy() {}

    /** Is asked after each piece whether the rest is worth waiting for. */
    @FunctionalInterface
    interface Pace {
        /** @throws IOException the source is too slow */
        void check(long doneBytes) throws IOException;
    }

    static void copy(String name, InputStream in, OutputStream out, long maxBytes, Pace pace)
            throws IOException, LengthException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long done = 0;
        int read;
        while ((read = in.read(buffer)) >= 0) {
            done += read;
            if (done > maxBytes) {
                throw new LengthException(name, maxBytes);
            }
            out.write(buffer, 0, read);
            pace.check(done);
        }
    }
}

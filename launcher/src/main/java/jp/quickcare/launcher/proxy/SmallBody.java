package jp.quickcare.launcher.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Reads answers that should be small, for those who speak HTTP with the JDK's own classes. */
public final class SmallBody {
    private static final int BUFFER_BYTES = 8 * 1024;

    private SmallBody() {}

    /**
     * Reads all there is. A byte now and then keeps no reader for long, whatever the time limit of a single one (THREATS
     * TR2).
     *
     * @param mostBytes that it may have
     * @throws IOException it is longer, or has not come to its end in that time
     */
    public static byte[] read(InputStream in, int mostBytes, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            body.write(buffer, 0, read);
            if (body.size() > mostBytes) {
                throw new IOException("more than " + mostBytes + " bytes");
            }
            if (System.nanoTime() - end > 0) {
                throw new IOException("not at its end after " + patience.toSeconds() + " s");
            }
        }
        return body.toByteArray();
    }
}

package jp.quickcare.launcher.agent;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Lines over two streams. One thread may read while others tell. */
final class Lines {
    /** What somebody may say to the agent in one line. */
    static final int LONGEST_TO_AGENT = 4 * 1024;

    /** What the agent may say. */
    static final int LONGEST_OF_AGENT = 4 * 1024 * 1024;

    private final InputStream in;
    private final OutputStream out;
    private final int longestBytes;

    Lines(InputStream in, OutputStream out, int longestBytes) {
        this.in = new BufferedInputStream(in);
        this.out = out;
        this.longestBytes = longestBytes;
    }

    /**
     * Waits for the next line.
     *
     * @return null at the end, also where it comes within a line
     * @throws Line.NotUnderstoodException it is too long, or none of ours
     */
    @Nullable
    Line read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return Line.parse(line.toByteArray());
            }
            if (line.size() == longestBytes) {
                throw new Line.NotUnderstoodException(Refusal.TOO_LONG);
            }
            line.write(next);
        }
        return null;
    }

    /** @throws IOException the other side is gone */
    synchronized void tell(Line line) throws IOException {
        out.write(line.toBytes());
        out.flush();
    }
}

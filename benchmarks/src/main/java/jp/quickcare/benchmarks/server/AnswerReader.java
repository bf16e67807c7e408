package jp.quickcare.benchmarks.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes answers of HTTP/1.1 in, piece by piece, one after the other; of each only the status is kept. */
final class AnswerReader {
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)\r\n", Pattern.CASE_INSENSITIVE);

    private final ByteArrayOutputStream head = new ByteArrayOutputStream(256);
    private int inEnd;
    private int status;
    private long bodyLeft;

    /** @return the status when the answer is complete with these bytes, else 0 */
    int take(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() && status == 0) {
            byte next = bytes.get();
            head.write(next);
            // An empty line: two ends of a line, and nothing between them.
            inEnd = next == '\n' ? inEnd + 1 : next == '\r' ? inEnd : 0;
            if (inEnd == 2) {
                inEnd = 0;
                readHead();
            }
        }
        if (status == 0) {
            return 0;
        }
        int of = (int) Math.min(bodyLeft, bytes.remaining());
        bytes.position(bytes.position() + of);
        bodyLeft -= of;
        if (bodyLeft > 0) {
            return 0;
        }
        if (bytes.hasRemaining()) {
            throw new IOException("more than one answer to one request");
        }
        int complete = status;
        status = 0;
        return complete;
    }

    private void readHead() throws IOException {
        String text = head.toString(StandardCharsets.ISO_8859_1);
        head.reset();
        if (!text.startsWith("HTTP/1.1 ")) {
            throw new IOException("no HTTP: " + text.lines().findFirst().orElse(""));
        }
        status = Integer.parseInt(text.substring(9, 12));
        Matcher length = LENGTH.matcher(text);
        bodyLeft = length.find() ? Long.parseLong(length.group(1)) : 0;
    }
}

package jp.quickcare.benchmarks.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes answers of HTTP/1.1 in, piece by piece, one after the other; of each only the status is kept. */
final class AnswerReader {
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)\r\n");

    private final ByteArrayOutputStream head = new ByteArrayOutputStream(256);
    private int status;
    private long bodyLeft;

    /** @return the status when the answer is complete with these bytes, else 0 */
    int take(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() && status == 0) {
            byte next = bytes.get();
            head.write(next);
            if (next == '\n') {
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
        if (!text.endsWith("\r\n\r\n")) {
            return;
        }
        head.reset();
        if (!text.startsWith("HTTP/1.1 ")) {
            throw new IOException("no HTTP: " + text.lines().findFirst().orElse(""));
        }
        status = Integer.parseInt(text.substring(9, 12));
        Matcher length = LENGTH.matcher(text.toLowerCase(Locale.ROOT));
        bodyLeft = length.find() ? Long.parseLong(length.group(1)) : 0;
    }
}

package jp.quickcare.manifest.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A text that grows as UTF-8: the manifest of many files is held once, and not as characters besides. */
final class Utf8Text {
    private static final int PENDING_CHARS = 16 * 1024;

    private final StringBuilder pending = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void append(char c) {
        pending.append(c);
        spillIfLong(c);
    }

    void append(String text) {
        if (!text.isEmpty()) {
            pending.append(text);
            spillIfLong(text.charAt(text.length() - 1));
        }
    }

    private void spillIfLong(char last) {
        // Half of a surrogate pair cannot be encoded without the other.
        if (pending.length() >= PENDING_CHARS && !Character.isHighSurrogate(last)) {
            spill();
        }
    }

    private void spill() {
        bytes.writeBytes(pending.toString().getBytes(StandardCharsets.UTF_8));
        pending.setLength(0);
    }

    byte[] toBytes() {
        spill();
        return bytes.toByteArray();
    }
}

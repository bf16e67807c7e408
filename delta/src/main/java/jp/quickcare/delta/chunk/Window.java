package jp.quickcare.delta.chunk;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import jp.quickcare.delta.format.DamagedDeltaException;

/** The end of what comes before a unit in its release, for units that are asked for in order. Not thread-safe. */
final class Window {
    private final ChunkIndex index;
    private final Texts texts;
    private byte[] bytes = new byte[0];
    private int until;

    /** Where the text of a unit is had. */
    interface Texts {
        byte[] of(int unit) throws IOException, DamagedDeltaException;
    }

    Window(ChunkIndex index, Texts texts) {
        this.index = index;
        this.texts = texts;
    }

    byte[] before(int unit) throws IOException, DamagedDeltaException {
        Deque<byte[]> between = new ArrayDeque<>();
        long length = 0;
        int at = unit;
        while (at > until && length < ChunkLimits.WINDOW_BYTES) {
            at--;
            if (index.first(at) == at) {
                byte[] text = Coding.end(texts.of(at), ChunkLimits.WINDOW_BYTES);
                between.addFirst(text);
                length += text.length;
            }
        }
        byte[] window = at > until ? new byte[0] : bytes;
        for (byte[] text : between) {
            window = ChunkMaker.joined(window, text);
        }
        bytes = window;
        until = unit;
        return window;
    }
}

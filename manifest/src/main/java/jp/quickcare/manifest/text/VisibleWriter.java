package jp.quickcare.manifest.text;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Shows everything that goes through it as {@link Visible} does: between a command's sentences and the terminal, so that
 * no sentence has to think of it. The line end of Windows stays too. Not for programs that command the terminal
 * themselves. Thread-safe as {@link Writer} is.
 */
public final class VisibleWriter extends FilterWriter {
    private char highSurrogate;

    /** @param out what is shown goes there; flushed and closed with this */
    public VisibleWriter(Writer out) {
        super(out);
    }

    @Override
    public void write(int character) throws IOException {
        write(String.valueOf((char) character));
    }

    @Override
    public void write(char[] characters, int from, int length) throws IOException {
        write(new String(characters, from, length));
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        write(text.substring(from, from + length));
    }

    @Override
    public void write(String text) throws IOException {
        synchronized (lock) {
            String whole = highSurrogate == 0 ? text : highSurrogate + text;
            highSurrogate = 0;
            int end = whole.length();
            if (end > 0 && Character.isHighSurrogate(whole.charAt(end - 1))) {
                // Its other half may come with the next call.
                highSurrogate = whole.charAt(--end);
            }
            out.write(Visible.of(whole.substring(0, end).replace("\r\n", "\n")).replace("\n", lineEnd(whole)));
        }
    }

    private static String lineEnd(String text) {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }
}

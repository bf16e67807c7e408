package jp.quickcare.server.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.progress.Progress;

/** Progress on a terminal: one line that is written over; where output goes elsewhere, a line now and then (SPEC F4). */
final class TerminalProgress implements Progress, AutoCloseable {
    private static final Duration ON_TERMINAL = Duration.ofMillis(100);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final PrintWriter err;
    private final boolean terminal;
    private final Locale locale;
    private String name = "";
    private long totalBytes;
    private long doneBytes;
    private long lastNanos;
    private boolean lineOpen;

    private TerminalProgress(PrintWriter err, boolean terminal) {
        this.err = TerminalOutput.terminalOf(err);
        this.terminal = terminal;
        this.locale = TerminalOutput.localeOf(err);
    }

    // From Java 22 on there may be a console without a terminal; this product brings its own Java 17 or runs on it.
    @SuppressWarnings("SystemConsoleNull")
    static TerminalProgress on(PrintWriter err) {
        return new TerminalProgress(err, System.console() != null);
    }

    static TerminalProgress onTerminal(PrintWriter err) {
        return new TerminalProgress(err, true);
    }

    @Override
    public void begin(Sentence part, long total) {
        end();
        name = part.in(locale);
        totalBytes = total;
        doneBytes = 0;
        // On a terminal something is to be seen at once; a log hears only of what takes long.
        lastNanos = System.nanoTime() - (terminal ? ON_TERMINAL.toNanos() : 0);
    }

    @Override
    public void add(long bytes) {
        doneBytes += bytes;
        Duration pause = terminal ? ON_TERMINAL : ELSEWHERE;
        if (System.nanoTime() - lastNanos >= pause.toNanos()) {
            lastNanos = System.nanoTime();
            show();
        }
    }

    private void show() {
        Sentence shown = totalBytes > 0
                ? Sentence.of(
                        "progress.of",
                        name,
                        Sizes.of(doneBytes),
                        Sizes.of(totalBytes),
                        Math.min(100, doneBytes * 100 / totalBytes))
                : Sentence.of("progress", name, Sizes.of(doneBytes));
        String text = shown.in(locale);
        if (terminal) {
            // Clears the rest of the line, which may have been longer.
            err.print("\r" + text + "\u001b[K");
            err.flush();
            lineOpen = true;
        } else {
            err.println(text);
        }
    }

    @Override
    public void end() {
        if (lineOpen) {
            err.print("\r\u001b[K");
            err.flush();
            lineOpen = false;
        }
    }

    @Override
    public void close() {
        end();
    }
}

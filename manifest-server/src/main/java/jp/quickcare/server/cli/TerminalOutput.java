package jp.quickcare.server.cli;

import java.io.PrintWriter;
import java.util.Locale;
import jp.quickcare.manifest.text.VisibleWriter;
import jp.quickcare.server.messages.Sentence;

/**
 * What commands say, on its way to a terminal: nothing in it that others wrote can command the terminal (THREATS SA3).
 * Only the progress goes past it.
 */
final class TerminalOutput extends PrintWriter {
    private final PrintWriter terminal;
    private final Locale locale;

    TerminalOutput(PrintWriter terminal, Locale locale) {
        super(new VisibleWriter(terminal), true);
        this.terminal = terminal;
        this.locale = locale;
    }

    /** A {@link Sentence} in the language of the terminal (SPEC F1), anything else as it is. */
    @Override
    public void println(Object said) {
        println(said instanceof Sentence sentence ? sentence.in(locale) : String.valueOf(said));
    }

    /** The language of whoever reads it. */
    static Locale localeOf(PrintWriter output) {
        return output instanceof TerminalOutput shown ? shown.locale : Locale.ENGLISH;
    }

    /** The terminal itself, for whoever writes over lines. */
    static PrintWriter terminalOf(PrintWriter output) {
        return output instanceof TerminalOutput shown ? shown.terminal : output;
    }
}

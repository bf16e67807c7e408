package jp.quickcare.server.cli;

import java.io.PrintWriter;
import jp.quickcare.manifest.text.VisibleWriter;

/**
 * What commands say, on its way to a terminal: nothing in it that others wrote can command the terminal (THREATS SA3).
 * Only the progress goes past it.
 */
final class TerminalOutput extends PrintWriter {
    private final PrintWriter terminal;

    TerminalOutput(PrintWriter terminal) {
        super(new VisibleWriter(terminal), true);
        this.terminal = terminal;
    }

    /** The terminal itself, for whoever writes over lines. */
    static PrintWriter terminalOf(PrintWriter output) {
        return output instanceof TerminalOutput shown ? shown.terminal : output;
    }
}

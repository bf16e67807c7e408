package jp.quickcare.launcher.talk;

import java.io.PrintStream;
import java.util.function.LongSupplier;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.progress.Rate;
import jp.quickcare.launcher.progress.Step;
import org.jspecify.annotations.Nullable;

/**
 * Progress on a terminal as one line that is drawn again and again; elsewhere as a line now and then (SPEC F4).
 * Thread-safe.
 */
final class TerminalProgress implements Progress {
    private static final int MOST_BAR_CELLS = 24;
    private static final int LEAST_BAR_CELLS = 6;
    private static final long DRAW_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 5_000_000_000L;

    private final PrintStream out;
    private final Messages messages;
    private final boolean terminal;
    private final int columns;
    private final LongSupplier nanoTime;

    private @Nullable Step step;
    private long doneBytes;
    private long totalBytes;
    private String file = "";
    private long drawnNanos;
    private Rate rate;
    private int drawnCells;
    private int waitCells;
    private boolean said;

    TerminalProgress(PrintStream out, Messages messages, boolean terminal, int columns, LongSupplier nanoTime) {
        this.out = out;
        this.messages = messages;
        this.terminal = terminal;
        this.columns = columns;
        this.nanoTime = nanoTime;
        this.rate = new Rate(nanoTime.getAsLong());
    }

    @Override
    public synchronized void step(Step next) {
        if (next == step && waitCells == 0) {
            return;
        }
        finishLine();
        step = next;
        doneBytes = 0;
        totalBytes = 0;
        file = "";
        drawnNanos = nanoTime.getAsLong();
        rate = new Rate(drawnNanos);
        if (terminal) {
            draw();
        }
    }

    @Override
    public synchronized void file(String path) {
        file = path;
        drawNowAndThen();
    }

    @Override
    public synchronized void bytes(long done, long total) {
        doneBytes = done;
        totalBytes = total;
        rate.bytes(done, nanoTime.getAsLong());
        drawNowAndThen();
    }

    /** Shows in the place of the step that the update waits; a terminal shows the newest only. */
    synchronized void waits(String sentence) {
        if (waitCells == 0) {
            finishLine();
        }
        if (terminal) {
            String line = Cells.cut(sentence, columns - 1);
            int cells = Cells.width(line);
            out.print("\r" + line + " ".repeat(Math.max(0, waitCells - cells)));
            waitCells = cells;
        } else {
            out.println(sentence);
        }
        out.flush();
    }

    private void drawNowAndThen() {
        long now = nanoTime.getAsLong();
        if (now - drawnNanos >= (terminal ? DRAW_NANOS : LINE_NANOS)) {
            drawnNanos = now;
            draw();
        }
    }

    private void draw() {
        Step current = step;
        if (current == null) {
            return;
        }
        String line = line(current);
        said = true;
        if (terminal) {
            int cells = Cells.width(line);
            out.print("\r" + line + " ".repeat(Math.max(0, drawnCells - cells)));
            drawnCells = cells;
        } else {
            out.println(line);
        }
        out.flush();
    }

    private String line(Step current) {
        String name = messages.say("step." + current.name());
        if (totalBytes <= 0) {
            return Cells.cut(file.isEmpty() ? name : name + "  " + Messages.printable(file, 200), columns - 1);
        }
        double part = Math.min(1, (double) doneBytes / totalBytes);
        String numbers = String.format("%3d%%", (int) (part * 100)) + "  " + amounts(current);
        int bar = Math.min(MOST_BAR_CELLS, columns - 1 - Cells.width(name) - Cells.width(numbers) - 6);
        if (!terminal || bar < LEAST_BAR_CELLS) {
            return Cells.cut(name + "  " + numbers, columns - 1);
        }
        int full = (int) (part * bar);
        return name + "  [" + "#".repeat(full) + "-".repeat(bar - full) + "]  " + numbers;
    }

    private String amounts(Step current) {
        if (current == Step.APPLY || current == Step.REGISTER) {
            // These count what is moved, not its bytes: moving takes the same time whatever the size.
            return doneBytes + " / " + totalBytes;
        }
        StringBuilder amounts = new StringBuilder();
        amounts.append(messages.size(doneBytes)).append(" / ").append(messages.size(totalBytes));
        if (rate.bytesPerSecond() > 0) {
            amounts.append("  ")
                    .append(messages.size((long) rate.bytesPerSecond()))
                    .append("/s");
            long seconds = rate.secondsLeft(doneBytes, totalBytes);
            if (seconds > 0) {
                amounts.append("  ").append(messages.say("progress.left", Rate.clock(seconds)));
            }
        }
        return amounts.toString();
    }

    /** Leaves what was drawn last as a finished line; what is said next begins on a new one. */
    synchronized void finishLine() {
        if (waitCells > 0) {
            out.println();
            waitCells = 0;
        }
        Step current = step;
        if (current != null && terminal && drawnCells > 0) {
            draw();
            out.println();
            drawnCells = 0;
        } else if (current != null && !terminal && said && totalBytes > 0) {
            out.println(line(current));
        }
        said = false;
        step = null;
        out.flush();
    }
}

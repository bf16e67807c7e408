package jp.quickcare.launcher.window.screen;

import java.util.function.LongSupplier;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JProgressBar;
import jp.quickcare.launcher.progress.Rate;
import jp.quickcare.launcher.progress.Step;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.window.Frame;

/** How far it is: the whole, the file, the rate and the time left (SPEC A23, F4). */
final class ProgressCard extends Card {
    private static final long serialVersionUID = 1L;
    private static final int FINE = 1000;

    private final transient Messages messages;
    private final transient LongSupplier nanoTime;
    private final JLabel what = plain(" ");
    private final JProgressBar whole = new JProgressBar(0, FINE);
    private final JLabel amounts = plain(" ");
    private final JLabel file = plain(" ");
    private final JProgressBar part = new JProgressBar(0, FINE);
    private final JButton cancel;
    private Step step = Step.CHECK;
    private transient Rate rate;
    private boolean cancelling;

    ProgressCard(Messages messages, Runnable cancelled, LongSupplier nanoTime) {
        super(Symbol.UPDATE, messages.say("window.title.progress"));
        this.messages = messages;
        this.nanoTime = nanoTime;
        this.rate = new Rate(nanoTime.getAsLong());
        what.setName("what");
        amounts.setName("amounts");
        file.setName("file");
        amounts.setForeground(Look.muted());
        file.setForeground(Look.muted());
        whole.setName("whole");
        whole.setIndeterminate(true);
        whole.getAccessibleContext().setAccessibleName(messages.say("window.progress.whole"));
        part.getAccessibleContext().setAccessibleName(messages.say("window.progress.file"));
        part.setName("part");
        part.setVisible(false);
        add(16, what);
        add(8, whole);
        add(6, amounts);
        add(16, file);
        add(6, part);
        cancel = button(Words.of(messages.say("window.button.cancel_update")), "cancelUpdate", cancelled);
    }

    /** Shows what the update says of itself. */
    void hear(Frame told) {
        switch (told.kind()) {
            case STEP -> step(Step.valueOf(told.field(0)));
            case FILE -> file(told);
            case BYTES -> bytes(told.number(0), told.number(1));
            case WAITS -> waits(told.number(0), told.number(1));
            default -> throw new IllegalArgumentException("no progress: " + told.kind());
        }
    }

    private void step(Step next) {
        step = next;
        rate = new Rate(nanoTime.getAsLong());
        // The files are in place then, and what is left takes a moment; the button says so.
        boolean mayStop = next.compareTo(Step.REGISTER) < 0;
        cancel.setEnabled(!cancelling && mayStop);
        Words.of(messages.say(mayStop ? "window.button.cancel_update" : "window.button.cannot_cancel"))
                .on(cancel);
        if (!cancelling) {
            what.setText(messages.say("window.step." + next));
        }
    }

    private void file(Frame told) {
        file.setText(told.field(0).isEmpty() ? " " : Messages.printable(told.field(0), 120));
        long total = told.number(2);
        part.setVisible(total > 0);
        if (total > 0) {
            part.setValue((int) (told.number(1) * FINE / total));
        }
    }

    private void waits(long updating, long waiting) {
        whole.setIndeterminate(true);
        what.setText(messages.say("window.waits"));
        amounts.setText(
                messages.say("window.waits.numbers", (Object) String.valueOf(updating), String.valueOf(waiting)));
    }

    private void bytes(long done, long total) {
        whole.setIndeterminate(total <= 0);
        if (total <= 0) {
            amounts.setText(" ");
            return;
        }
        if (!cancelling) {
            what.setText(messages.say("window.step." + step));
        }
        whole.setValue((int) (Math.min(done, total) * FINE / total));
        rate.bytes(done, nanoTime.getAsLong());
        amounts.setText(text(done, total));
    }

    private String text(long done, long total) {
        if (step == Step.APPLY || step == Step.REGISTER) {
            // These count what is moved, not its bytes: moving takes the same time whatever the size.
            return messages.say("window.progress.files", String.valueOf(done), String.valueOf(total));
        }
        String amount = messages.say("window.progress.bytes", (Long) done, (Long) total);
        if (rate.bytesPerSecond() <= 0 || done >= total) {
            return amount;
        }
        String left = Rate.clock(rate.secondsLeft(done, total));
        return messages.say("window.progress.rate", amount, (Long) (long) rate.bytesPerSecond(), left);
    }

    /** The person gave up: it ends as soon as it may. */
    void cancelling() {
        cancelling = true;
        what.setText(messages.say("window.cancelling"));
        cancel.setEnabled(false);
    }
}

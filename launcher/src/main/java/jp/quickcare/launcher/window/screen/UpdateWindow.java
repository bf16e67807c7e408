package jp.quickcare.launcher.window.screen;

import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.GraphicsConfiguration;
import java.awt.Insets;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Toolkit;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javax.swing.AbstractAction;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JRootPane;
import javax.swing.KeyStroke;
import javax.swing.WindowConstants;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.window.Frame.Kind;
import org.jspecify.annotations.Nullable;

/** The one window of an update: shows a card for what is going on. Used on the event thread only, but where said. */
final class UpdateWindow {
    private static final int WIDTH = 600;
    private static final int LEAST_HEIGHT = 300;

    private final Messages messages;
    private final Consumer<jp.quickcare.launcher.window.Frame> answer;
    private final JFrame frame = new JFrame();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ProgressCard progress;
    private final Questions questions;
    private String application = "";
    private @Nullable Card shown;
    private boolean ended;

    UpdateWindow(Messages messages, Consumer<jp.quickcare.launcher.window.Frame> answer) {
        this.messages = messages;
        this.answer = answer;
        this.progress = new ProgressCard(messages, this::confirmCancel, System::nanoTime);
        this.questions = new Questions(messages, this::answered, this::show);
        frame.setIconImages(Symbol.images());
        frame.setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                closing();
            }
        });
        frame.getRootPane()
                .getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW)
                .put(KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0), "escape");
        frame.getRootPane().getActionMap().put("escape", new AbstractAction() {
            private static final long serialVersionUID = 1L;

            @Override
            public void actionPerformed(ActionEvent event) {
                if (shown != null) {
                    shown.escape().doClick();
                }
            }
        });
    }

    /** The frame, for whoever looks at it from outside. */
    JFrame frame() {
        return frame;
    }

    /** What the update says. */
    void hear(jp.quickcare.launcher.window.Frame told) {
        switch (told.kind()) {
            case HELLO -> application = told.field(0);
            case STEP, FILE, BYTES, WAITS -> {
                progress.hear(told);
                if (shown == null) {
                    show(progress);
                }
            }
            case ASK -> {
                Card card = questions.card(told, application);
                if (card != shown) {
                    show(card);
                    toFront();
                }
            }
            case TOOK -> questions.took(told.field(0));
            case NOTICE -> {
                show(questions.notice(told, this::close));
                toFront();
            }
            case TRIED -> questions.tried(told.field(0));
            case RAISE -> toFront();
            case END -> {
                ended = true;
                if (shown == null || !shown.getClass().equals(NoticeCard.class)) {
                    close();
                }
            }
            default -> throw new IllegalArgumentException("not for a window: " + told.kind());
        }
    }

    /** The update is gone without having said so. */
    void lost() {
        if (!ended) {
            ended = true;
            show(NoticeCard.lost(messages, this::close));
        }
    }

    private void answered(long question, String... fields) {
        Object[] all = new Object[fields.length + 1];
        all[0] = question;
        System.arraycopy(fields, 0, all, 1, fields.length);
        answer.accept(jp.quickcare.launcher.window.Frame.of(Kind.ANSWER, all));
        if (!(shown instanceof ConnectionCard)) {
            show(progress);
        }
    }

    private void confirmCancel() {
        show(questions.confirmCancel(
                () -> {
                    answer.accept(jp.quickcare.launcher.window.Frame.of(Kind.CANCEL));
                    progress.cancelling();
                    show(progress);
                },
                () -> show(progress)));
    }

    /** A question is answered as Escape does; an update goes on without its window, or is stopped, as is wanted. */
    private void closing() {
        if (ended || shown == null) {
            close();
        } else if (shown == progress) {
            show(questions.confirmClose(this::close, this::confirmCancel, () -> show(progress)));
        } else {
            shown.escape().doClick();
        }
    }

    private void show(Card card) {
        shown = card;
        frame.setContentPane(card);
        JRootPane root = frame.getRootPane();
        root.setDefaultButton(card.onEnter());
        frame.getAccessibleContext().setAccessibleDescription(card.read());
        if (!frame.isUndecorated() && !frame.isDisplayable()) {
            // Before that nobody knows how much of it the system's title bar and border take.
            frame.pack();
        }
        Dimension wanted = frame.getPreferredSize();
        int width = Math.max(Look.length(WIDTH), wanted.width);
        int height = Math.max(Look.length(LEAST_HEIGHT), wanted.height);
        boolean first = !frame.isVisible();
        // Growing and shrinking with every card would make the window restless.
        Dimension size = new Dimension(Math.max(width, frame.getWidth()), Math.max(height, frame.getHeight()));
        if (first) {
            frame.setSize(size);
        } else if (!size.equals(frame.getSize())) {
            frame.setBounds(new Rectangle(grown(frame.getBounds(), size, screen()), size));
        }
        frame.validate();
        // Not before: who reads the title finds what it says under the keys.
        frame.setTitle(application.isEmpty() ? card.heading() : application + " – " + card.heading());
        frame.getAccessibleContext().setAccessibleName(frame.getTitle());
        if (first) {
            frame.setLocationRelativeTo(null);
            frame.setVisible(true);
        }
        frame.repaint();
        EventQueue.invokeLater(card.focus()::requestFocusInWindow);
    }

    /** What of the screen is free for windows. */
    private Rectangle screen() {
        GraphicsConfiguration on = frame.getGraphicsConfiguration();
        Rectangle all = on.getBounds();
        Insets taken = Toolkit.getDefaultToolkit().getScreenInsets(on);
        return new Rectangle(
                all.x + taken.left,
                all.y + taken.top,
                all.width - taken.left - taken.right,
                all.height - taken.top - taken.bottom);
    }

    /** Where a window that has grown has its middle as before, and its buttons on the screen all the same. */
    static Point grown(Rectangle before, Dimension now, Rectangle screen) {
        int x = (int) before.getCenterX() - now.width / 2;
        int y = (int) before.getCenterY() - now.height / 2;
        return new Point(
                Math.max(screen.x, Math.min(x, screen.x + screen.width - now.width)),
                Math.max(screen.y, Math.min(y, screen.y + screen.height - now.height)));
    }

    private void toFront() {
        frame.setExtendedState(frame.getExtendedState() & ~Frame.ICONIFIED);
        frame.toFront();
    }

    private void close() {
        frame.dispose();
        closed.countDown();
    }

    /** Waits, on another thread, until the window is closed. */
    void awaitClosed() throws InterruptedException {
        closed.await();
    }
}

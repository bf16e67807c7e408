package jp.quickcare.launcher.window;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.window.Frame.Kind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The update's end of its window: keeps what is to be seen now, so that a window that comes later, or again, shows it
 * too. Speaks over the loopback address with whoever knows the word drawn by lot. Thread-safe; never waits for a window
 * except for an answer.
 */
final class Window implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Window.class);
    private static final int WORD_BYTES = 24;
    private static final long LOOK_MILLIS = 200;
    private static final long LAST_WORDS_MILLIS = 2_000;

    private final Home home;
    private final WindowProcess process;
    private final ServerSocket socket;
    private final String word = word();
    private final Map<Kind, Frame> shown = new EnumMap<>(Kind.class);
    private final List<Kind> order = new ArrayList<>();
    private final List<Viewer> viewers = new ArrayList<>();
    private final Map<Long, Frame> answers = new HashMap<>();
    private long questions;
    private volatile boolean cancelled;
    private boolean seen;
    private boolean closed;

    private Window(Home home, WindowProcess process) throws IOException {
        this.home = home;
        this.process = process;
        this.socket = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
    }

    /** Opens the end; no window is there before it is {@link #show shown}. */
    static Window open(Home home, WindowProcess process, String application) throws IOException {
        Window window = new Window(home, process);
        window.tell(Frame.of(Kind.HELLO, application));
        Thread door = new Thread(window::accept, "window door");
        door.setDaemon(true);
        door.start();
        WindowNote.write(home, new WindowNote(window.socket.getLocalPort(), window.word));
        return window;
    }

    private static String word() {
        byte[] bytes = new byte[WORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                Viewer viewer = new Viewer(client, this::heard, this::gone);
                viewer.welcome(word, () -> enter(viewer));
            }
        } catch (IOException e) {
            // The door was closed.
        }
    }

    private synchronized void enter(Viewer viewer) {
        viewers.add(viewer);
        seen = true;
        order.forEach(kind -> viewer.tell(frame(kind)));
        notifyAll();
    }

    private Frame frame(Kind kind) {
        return java.util.Objects.requireNonNull(shown.get(kind));
    }

    private synchronized void gone(Viewer viewer) {
        if (viewers.remove(viewer) && viewers.isEmpty() && !closed) {
            LOG.info("the window is closed; the update goes on");
        }
        notifyAll();
    }

    private synchronized void heard(Frame frame) {
        switch (frame.kind()) {
            case CANCEL -> cancelled = true;
            case ANSWER -> answers.put(frame.number(0), frame);
            // A second click asks for the window of the first.
            case RAISE -> {
                viewers.forEach(viewer -> viewer.tell(frame));
                show();
            }
            default -> LOG.warn("the window said {}", frame.kind());
        }
        notifyAll();
    }

    /** Whether there ever was a window. */
    synchronized boolean wasSeen() {
        return seen;
    }

    /** Whether the person gave up. */
    boolean cancelled() {
        return cancelled;
    }

    /** What is to be seen from now on, in every window; takes the place of what was said of the same kind. */
    synchronized void tell(Frame frame) {
        order.remove(frame.kind());
        order.add(frame.kind());
        shown.put(frame.kind(), frame);
        viewers.forEach(viewer -> viewer.tell(frame));
    }

    private synchronized void forget(Kind kind) {
        order.remove(kind);
        shown.remove(kind);
    }

    /** Makes sure that a window is on its way. @return false where there can be none */
    synchronized boolean show() {
        return !viewers.isEmpty() || process.start(home, socket.getLocalPort(), word);
    }

    /**
     * Asks, and waits for the answer.
     *
     * @param topic what is asked
     * @return empty where nobody can be asked, or the window was closed without an answer
     */
    Optional<Frame> ask(Frame.Topic topic, Object... fields) {
        List<Object> all = new ArrayList<>(List.of(++questions, topic));
        all.addAll(List.of(fields));
        tell(Frame.of(Kind.ASK, all.toArray()));
        boolean reachable = show();
        Optional<Frame> answer = reachable ? await(questions) : Optional.empty();
        forget(Kind.ASK);
        return answer;
    }

    private synchronized Optional<Frame> await(long question) {
        boolean here = false;
        while (true) {
            @Nullable Frame answer = answers.remove(question);
            if (answer != null) {
                return Optional.of(answer);
            }
            here |= !viewers.isEmpty();
            // One that was there and is gone was closed, or its display was; one that never came is waited for.
            if (viewers.isEmpty() && (here || !process.isAlive())) {
                return Optional.empty();
            }
            try {
                wait(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }

    /** Says that it is over. A window with something to read on it stays until it is read, without this process. */
    @Override
    public void close() {
        boolean expected;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            expected = viewers.isEmpty() && process.isAlive() && shown.containsKey(Kind.NOTICE);
        }
        if (expected) {
            awaitViewer();
        }
        tell(Frame.of(Kind.END));
        List<Viewer> all;
        synchronized (this) {
            all = List.copyOf(viewers);
        }
        all.forEach(viewer -> viewer.end(LAST_WORDS_MILLIS));
        WindowNote.remove(home, socket.getLocalPort());
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("the window's door", e);
        }
    }

    private synchronized void awaitViewer() {
        try {
            while (viewers.isEmpty() && process.isAlive()) {
                wait(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

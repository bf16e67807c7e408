package jp.quickcare.launcher.window;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.window.Frame.Topic;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This process's end of a window that is opened when it is first needed, and of none where there can be none. Thread-safe. */
final class WindowOnDemand implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WindowOnDemand.class);

    private final Home home;
    private final Locale locale;
    private volatile @Nullable Window window;
    private boolean given;

    WindowOnDemand(Home home, Locale locale) {
        this.home = home;
        this.locale = locale;
    }

    private synchronized @Nullable Window window() {
        if (window == null && !given) {
            given = true;
            try {
                window = Window.open(home, new WindowProcess(locale), ApplicationName.of(home, locale));
            } catch (IOException e) {
                LOG.warn("no window: {}", e.toString());
            }
        }
        return window;
    }

    /** Tells the window, where one is open or on its way. */
    void tell(Frame frame) {
        Window open = window();
        if (open != null) {
            open.tell(frame);
        }
    }

    /** Asks the person. @return empty where nobody answers */
    Optional<Frame> ask(Topic topic, Object... fields) {
        Window open = window();
        return open == null ? Optional.empty() : open.ask(topic, fields);
    }

    /** Opens the window. @return false where there can be none */
    boolean show() {
        Window open = window();
        return open != null && open.show();
    }

    /** Whether there can be none, or nobody has ever seen it. */
    boolean isImpossible() {
        Window open = window();
        return open == null || !open.wasSeen();
    }

    /** Whether the person gave up. */
    boolean isCancelled() {
        Window open = window;
        return open != null && open.cancelled();
    }

    /** From here on there is none. */
    @Override
    public void close() {
        Window open;
        synchronized (this) {
            open = window;
            given = true;
            window = null;
        }
        if (open != null) {
            open.close();
        }
    }
}

package jp.quickcare.launcher.window.screen;

import java.awt.EventQueue;
import java.awt.HeadlessException;
import java.io.IOException;
import java.net.Socket;
import java.util.Locale;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.window.WindowNote;

/** Where the window's process begins; ends with 0, or with 3 where there is no display. */
public final class WindowMain {
    private static final int NO_DISPLAY = 3;

    private WindowMain() {}

    /** @param arguments the language of what is shown */
    public static void main(String[] arguments) throws Exception {
        String[] door = System.getenv().getOrDefault("QUICKCARE_WINDOW", "").split(" ", 2);
        if (door.length != 2) {
            throw new IllegalArgumentException("started by the launcher only");
        }
        WindowNote update = new WindowNote(Integer.parseInt(door[0]), door[1]);
        System.exit(show(update, Locale.forLanguageTag(arguments[0])) ? 0 : NO_DISPLAY);
    }

    /**
     * Shows the window of an update in this process until it is closed.
     *
     * @return false where there is no display, or the update is over
     */
    public static boolean show(WindowNote update, Locale language) throws InterruptedException {
        Locale.setDefault(language);
        try {
            Socket socket = update.connect();
            Link link = new Link(socket, update.word());
            UpdateWindow[] window = new UpdateWindow[1];
            EventQueue.invokeAndWait(() -> {
                Look.install();
                window[0] = new UpdateWindow(Messages.in(language), link::send);
            });
            return link.run(frame -> EventQueue.invokeLater(() -> window[0].hear(frame)), window[0]);
        } catch (IOException | HeadlessException | java.lang.reflect.InvocationTargetException | LinkageError e) {
            System.err.println("no window: " + e);
            return false;
        }
    }
}

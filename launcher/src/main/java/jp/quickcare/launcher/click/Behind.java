package jp.quickcare.launcher.click;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What goes on behind the running application, begun some seconds after it: nothing of it is loaded before, and the
 * start is not disturbed. A daemon, so that it keeps no application from ending.
 */
final class Behind extends Thread {
    private static final long AFTER_MILLIS = 3_000;

    private final Launching launching;
    private final boolean inThisJvm;
    private @Nullable Closeable work;
    private boolean over;

    Behind(Launching launching, boolean inThisJvm) {
        super("behind the application");
        setDaemon(true);
        this.launching = launching;
        this.inThisJvm = inThisJvm;
    }

    @Override
    public void run() {
        try {
            Thread.sleep(AFTER_MILLIS);
        } catch (InterruptedException e) {
            return;
        }
        try {
            new BehindWork(launching, inThisJvm, this).run();
        } catch (LinkageError | IOException e) {
            // An update has removed this launcher's files: the application goes on without it.
            return;
        }
    }

    /** What is ended with the application; at once where that has ended. */
    synchronized void closeAtEnd(Closeable begun) throws IOException {
        work = begun;
        if (over) {
            begun.close();
        }
    }

    /** The application has ended. */
    synchronized void end() throws IOException {
        over = true;
        interrupt();
        if (work != null) {
            work.close();
        }
    }
}

package jp.quickcare.launcher.fetch;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;

/**
 * Loads the classes of a first request and a first signature on a thread of its own, while the command is still busy
 * with its own arguments and folders: the same work, but on another core, and the user waits for less of it.
 */
public final class LoadedAhead extends Thread {
    private LoadedAhead() {
        super("loading ahead");
        setDaemon(true);
    }

    /** Begins; nothing has to wait for it. */
    public static void begin() {
        new LoadedAhead().start();
    }

    @Override
    public void run() {
        try {
            new Connections(DownloadLimits.standard()).close();
            KeyFactory.getInstance("Ed25519");
            Signature.getInstance("Ed25519");
        } catch (GeneralSecurityException | LinkageError e) {
            // Whoever needs it finds the same, and says so.
            return;
        }
    }
}

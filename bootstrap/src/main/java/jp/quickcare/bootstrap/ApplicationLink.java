package jp.quickcare.bootstrap;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an application started by the launcher may ask of it and tell it. Works the same in the launcher's JVM and, via
 * the environment, in a process of its own. Thread-safe.
 */
public final class ApplicationLink {
    /** Environment variable: the file that tells of an optional update. First line its version, the rest a message. */
    public static final String NOTICE_FILE = "QUICKCARE_NOTICE_FILE";

    /** Environment variable: the file an application creates to say that it is well. */
    public static final String WELL_FILE = "QUICKCARE_WELL_FILE";

    /** Environment variable: the file that appears, or is written anew, when the application is asked to close. */
    public static final String CLOSE_FILE = "QUICKCARE_CLOSE_FILE";

    /** Environment variable: the file an application creates to have the update brought while it runs. */
    public static final String DOWNLOAD_FILE = "QUICKCARE_DOWNLOAD_FILE";

    /** Environment variable: the file that tells how far that is: {@code running}, {@code ready} or {@code failed}. */
    public static final String PROGRESS_FILE = "QUICKCARE_PROGRESS_FILE";

    /** Exit code of an application in a process of its own: update me and start me again. */
    public static final int UPDATE_AND_RESTART = 85;

    private static @Nullable ApplicationLink current;

    private final @Nullable NoticeFile noticeFile;
    private final @Nullable File wellFile;
    private final @Nullable Restart restart;
    private final @Nullable File closeFile;
    private final List<Consumer<UpdateNotice>> listeners = new ArrayList<>(1);
    private @Nullable UpdateNotice notice;
    private boolean watching;
    private @Nullable Consumer<UpdateDownload> downloading;
    private boolean downloadWanted;

    ApplicationLink(
            @Nullable String noticeFile,
            @Nullable String wellFile,
            @Nullable String closeFile,
            @Nullable Restart restart) {
        this.closeFile = closeFile == null ? null : new File(closeFile);
        this.noticeFile = noticeFile == null ? null : new NoticeFile(new File(noticeFile));
        this.wellFile = wellFile == null ? null : new File(wellFile);
        this.restart = restart;
    }

    /** The link of this process; empty when the application was not started by the launcher. */
    public static synchronized Optional<ApplicationLink> current() {
        if (current == null) {
            String noticeFile = System.getenv(NOTICE_FILE);
            String wellFile = System.getenv(WELL_FILE);
            if (noticeFile != null || wellFile != null) {
                current = new ApplicationLink(noticeFile, wellFile, System.getenv(CLOSE_FILE), null);
            }
        }
        return Optional.ofNullable(current);
    }

    static synchronized ApplicationLink inThisJvm(File home, String[] arguments) {
        ApplicationLink link = new ApplicationLink(null, null, closeFile(home).getPath(), new Restart(home, arguments));
        current = link;
        return link;
    }

    /** The optional update that is there now; empty when there is none, or none is known yet. */
    public Optional<UpdateNotice> notice() {
        UpdateNotice read = noticeFile == null ? null : noticeFile.read();
        synchronized (this) {
            if (noticeFile != null) {
                notice = read;
            }
            return Optional.ofNullable(notice);
        }
    }

    /**
     * Hears of an optional update, at once when one is known already, else when it becomes known.
     *
     * @param listener called on the calling thread or on one of the launcher, never on that of a user interface; once
     *     for each notice
     */
    public void onNotice(Consumer<UpdateNotice> listener) {
        Optional<UpdateNotice> known;
        NoticeFile unwatched;
        synchronized (this) {
            known = notice();
            listeners.add(listener);
            unwatched = watching ? null : noticeFile;
            watching = true;
        }
        if (known.isPresent()) {
            listener.accept(known.get());
        }
        if (unwatched != null) {
            unwatched.watch(this::announce);
        }
    }

    /** Says that the application has come up; a new release that never says so is put back (SPEC A33). */
    public void reportWell() {
        if (wellFile != null) {
            create(wellFile);
        }
    }

    /**
     * Has the update that was announced brought while the application runs; nothing of the application is changed.
     * {@link #updateAndRestart()} then puts it in place without waiting for a line. Asked for once more after it failed,
     * it goes on where it stopped; where no update is there it fails at once.
     *
     * @param listener hears how far it is, about once a second and at its end, on a thread of the launcher's or one of
     *     its own, never on that of a user interface; it takes the place of an earlier one
     */
    public void downloadInBackground(Consumer<UpdateDownload> listener) {
        synchronized (this) {
            downloading = listener;
            downloadWanted = true;
        }
        if (noticeFile != null) {
            DownloadByFiles.begin(noticeFile.folder(), this::tellDownload);
        }
    }

    /** A file whose being there says something. */
    static void create(File file) {
        try (FileOutputStream out = new FileOutputStream(file)) {
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For the launcher: the file that an application creates, in the folder of its files. */
    public static File downloadFile(File folder) {
        return new File(folder, "download");
    }

    /** For the launcher: the file that tells how far it is, in the same folder. */
    public static File progressFile(File folder) {
        return new File(folder, "progress");
    }

    /** For the launcher: whether the application in this JVM has asked for the update since this was asked last. */
    public synchronized boolean takeDownloadWish() {
        boolean wanted = downloadWanted;
        downloadWanted = false;
        return wanted;
    }

    /** For the launcher: how far it is. */
    public void tellDownload(UpdateDownload now) {
        Consumer<UpdateDownload> hearer;
        synchronized (this) {
            hearer = downloading;
        }
        if (hearer != null) {
            hearer.accept(now);
        }
    }

    /**
     * Ends this process as {@link System#exit} does, shutdown hooks included, updates, and starts the application
     * again. Does not return.
     */
    public void updateAndRestart() {
        if (restart == null) {
            System.exit(UPDATE_AND_RESTART);
        } else {
            restart.begin();
            System.exit(0);
        }
    }

    /**
     * Hears that somebody at this PC wants the application closed, so that its files can be replaced. It may save and
     * exit, ask its user, or go on: nobody ends it.
     *
     * @param listener called on a thread of its own, never on that of a user interface; once for each request
     */
    public void onCloseRequest(Runnable listener) {
        File file = closeFile;
        if (file == null) {
            return;
        }
        Thread thread = new Thread("close request") {
            private long seen = file.lastModified();

            @Override
            public void run() {
                try {
                    while (true) {
                        Thread.sleep(NoticeFile.INTERVAL_MILLIS);
                        long now = file.lastModified();
                        if (now != 0 && now != seen) {
                            listener.run();
                        }
                        seen = now;
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        thread.setDaemon(true);
        thread.start();
    }

    /** For the launcher: the file that asks every running instance of an installation to close. */
    public static File closeFile(File home) {
        return new File(home, "state/run/close");
    }

    /** For the launcher: an optional update has become known. The same notice again is not passed on. */
    public void announce(UpdateNotice found) {
        List<Consumer<UpdateNotice>> hearers;
        synchronized (this) {
            if (found.equals(notice)) {
                return;
            }
            notice = found;
            hearers = List.copyOf(listeners);
        }
        for (Consumer<UpdateNotice> hearer : hearers) {
            hearer.accept(found);
        }
    }
}

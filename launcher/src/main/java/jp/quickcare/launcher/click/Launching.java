package jp.quickcare.launcher.click;

import java.io.IOException;
import jp.quickcare.bootstrap.NextStep;
import jp.quickcare.bootstrap.StartContext;
import jp.quickcare.bootstrap.UpdateDownload;
import jp.quickcare.bootstrap.UpdateNotice;
import jp.quickcare.launcher.agent.WhoUpdates;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.launch.Beside;
import jp.quickcare.launcher.launch.LaunchFiles;
import jp.quickcare.launcher.launch.LaunchNote;
import jp.quickcare.launcher.launch.Running;
import org.jspecify.annotations.Nullable;

/** Starts the installed release: in this JVM where that is as good as a plain start, else beside it. */
final class Launching {
    private final Home home;
    private final StartContext context;
    private @Nullable Beside beside;
    private @Nullable UpdateNotice notice;
    private boolean filesChanged;
    private boolean ahead;

    Launching(Home home, StartContext context) {
        this.home = home;
        this.context = context;
    }

    Home home() {
        return home;
    }

    StartContext context() {
        return context;
    }

    /** An optional update is known; the application hears of it now or when it runs. From any thread. */
    void announce(UpdateNotice found) {
        Beside running;
        synchronized (this) {
            notice = found;
            running = beside;
        }
        context.link().announce(found);
        if (running != null) {
            running.announce(found);
        }
    }

    /** Whether the application has asked for the update to be brought, since this was asked last. From any thread. */
    boolean takeDownloadWish() {
        Beside running;
        synchronized (this) {
            running = beside;
        }
        return running == null ? context.link().takeDownloadWish() : running.takeDownloadWish();
    }

    /** Tells the application how far that is. From any thread. */
    void tellDownload(UpdateDownload now) {
        Beside running;
        synchronized (this) {
            running = beside;
        }
        if (running == null) {
            context.link().tellDownload(now);
        } else {
            running.tellDownload(now);
        }
    }

    /**
     * Files of the application may have changed since this JVM began. What it once found missing on its class path it
     * never looks for again, so the application gets a JVM of its own.
     */
    void filesChanged() {
        filesChanged = true;
    }

    /** This JVM began before the first files of the application were there. */
    void begunAhead() {
        ahead = true;
    }

    /**
     * Java opens the jars of its class path one after the other, when something is not in those before. Had anything been
     * looked for in vain while there were none, they would count as missing for ever.
     */
    private static boolean seesApplication(LaunchNote note) {
        return ClassLoader.getSystemResource(note.target().replace('.', '/') + ".class") != null;
    }

    /** Starts the release that the launch note names now. */
    NextStep launch() throws IOException, InterruptedException {
        LaunchNote note = LaunchNote.read(LaunchNote.fileIn(home));
        if (note == null) {
            return cannotStart("no launch note");
        }
        if (filesChanged || System.getProperty(LaunchFiles.RECORDING_PROPERTY) != null) {
            ArchiveWatch.begin(home);
        }
        // The options of this JVM must be those of this release, and a release on trial is watched from outside.
        if (note.isInProcess()
                && !filesChanged
                && note.release().equals(System.getProperty(LaunchFiles.RELEASE_PROPERTY))
                && !Beside.isOnTrial(home, note.release())
                && (!ahead || seesApplication(note))) {
            Running.holdToTheEnd(home);
            new Behind(this, true).start();
            return new NextStep.RunApplication(note.target(), note.arguments(context.arguments()));
        }
        context.reportWell();
        // One on trial may have to be put back, and then none of its files may be open here.
        NextStep handedOver =
                Beside.isOnTrial(home, note.release()) ? HandOver.begin(context, HandOver.What.START) : null;
        if (handedOver != null) {
            return handedOver;
        }
        Beside.Ended ended;
        Behind behind = new Behind(this, false);
        behind.start();
        try {
            ended = beside().run(note, context.arguments());
        } catch (UpdateFailure e) {
            ClickSentence.NOT_PUT_BACK.print(e);
            return new NextStep.Exit(e.code().exitCode());
        } catch (IOException e) {
            return cannotStart(e.getMessage());
        } finally {
            behind.end();
        }
        if (ended instanceof Beside.Ended.WithCode with) {
            return new NextStep.Exit(with.code());
        }
        if (ended instanceof Beside.Ended.ToUpdate) {
            return Click.act(this, WhoUpdates.slowPath(home), true);
        }
        ClickSentence.PUT_BACK.print(note.version());
        return launch();
    }

    private static NextStep cannotStart(@Nullable String fact) {
        ClickSentence.CANNOT_START.print(fact == null ? "" : fact);
        return new NextStep.Exit(FailureCode.CANNOT_START.exitCode());
    }

    private synchronized Beside beside() {
        // No lambda: the first one of a start costs it more than the rest of this.
        Beside started = new Beside(home, new Beside.PutBack() {
            @Override
            public void toPrevious() throws UpdateFailure {
                WhoUpdates.slowPath(home).putBack();
            }
        });
        if (notice != null) {
            started.announce(notice);
        }
        beside = started;
        return started;
    }
}

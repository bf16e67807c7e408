package jp.quickcare.launcher.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jp.quickcare.bootstrap.UpdateNotice;
import jp.quickcare.launcher.archive.MakingLater;
import jp.quickcare.launcher.click.SlowPath;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.log.Logs;
import jp.quickcare.launcher.update.BackgroundDownload;
import jp.quickcare.launcher.update.Changes;
import jp.quickcare.launcher.update.Installation;
import jp.quickcare.launcher.update.Maintenance;
import jp.quickcare.launcher.update.Maintenance.Outcome;
import jp.quickcare.launcher.update.UpdateFlow;

/**
 * Does one thing that was asked of the agent, in a process of its own with the launcher in force, as any command does it
 * (SPEC A24): fetches, verifies, stages and puts in place. What is said of it goes to {@code out}, answers come by
 * {@code in}.
 */
public final class AgentWork {
    /** Exit code: the launcher was replaced, and the new one is to do the same. */
    public static final int AGAIN = 75;

    /** Who was asked something may have gone to lunch, and others wait for the installation meanwhile. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Home home;
    private final boolean withLauncher;
    private final Lines lines;
    private final Heard heard = new Heard(PATIENCE);

    /** @param withLauncher whether the launcher itself is updated first; not again where that has just been done */
    public AgentWork(Home home, boolean withLauncher, InputStream in, OutputStream out) {
        this.home = home;
        this.withLauncher = withLauncher;
        this.lines = new Lines(in, out, Lines.LONGEST_TO_AGENT);
    }

    /**
     * Does it.
     *
     * @param ask the name of one of {@link Request.Ask}
     * @return 0, or {@link #AGAIN}
     */
    public int run(String ask, Locale locale) throws UpdateFailure {
        Logs.open(home);
        Thread listener = new Thread(() -> heard.listen(lines), "answers");
        listener.setDaemon(true);
        listener.start();
        ToldConversation talk = new ToldConversation(locale, lines, heard);
        Line end;
        try {
            end = run(Request.Ask.valueOf(ask), talk);
        } catch (UpdateFailure e) {
            org.slf4j.LoggerFactory.getLogger(AgentWork.class).error("{}: {} {}", ask, e.code(), e.getMessage(), e);
            end = end(End.FAILED, ToldFailure.fields(e).toArray());
        } catch (LauncherReplacedException e) {
            return AGAIN;
        }
        try {
            lines.tell(end);
        } catch (IOException e) {
            // Whoever asked is gone; it is done all the same.
        }
        if (end.text(0).equals(End.START.name()) || end.text(0).equals(End.DONE.name())) {
            MakingLater.afterThisProcess(home);
        }
        Installation.open(home).reports().close();
        return 0;
    }

    private Line run(Request.Ask ask, ToldConversation talk) throws UpdateFailure, LauncherReplacedException {
        return switch (ask) {
            case CHECK -> checked(new UpdateFlow(home, () -> talk).check());
            case START -> started(new UpdateFlow(home, () -> talk).carryOut(false));
            case ACCEPTED -> started(new UpdateFlow(home, () -> talk).carryOut(true));
            case UPDATE -> ended(new Maintenance(home, false, withLauncher).run(Maintenance.Wish.UPDATE, talk));
            case REPAIR -> ended(new Maintenance(home, false, withLauncher).run(Maintenance.Wish.REPAIR_DAMAGED, talk));
            case BRING -> brought(new BackgroundDownload(home).bring(talk.progress()));
            case STATUS -> throw new IllegalArgumentException("asked for " + ask);
        };
    }

    private static Line end(End end, Object... fields) {
        List<Object> all = new ArrayList<>();
        all.add(end.name());
        all.addAll(List.of(fields));
        return Line.of(Say.END, all.toArray());
    }

    private static Line checked(SlowPath.Decided decided) {
        return end(
                End.CHECKED,
                decided.act() ? 1L : 0L,
                version(decided.notice()),
                decided.notice().map(UpdateNotice::message).orElse(""));
    }

    private static Line started(SlowPath.Done done) throws LauncherReplacedException {
        if (done instanceof SlowPath.Done.Start start) {
            return end(
                    End.START,
                    version(start.notice()),
                    start.notice().map(UpdateNotice::message).orElse(""));
        }
        if (done instanceof SlowPath.Done.Stop stop) {
            return end(End.STOP, (long) stop.exitCode());
        }
        throw new LauncherReplacedException();
    }

    private static String version(Optional<UpdateNotice> notice) {
        return notice.map(UpdateNotice::version).orElse("");
    }

    private static Line brought(boolean offered) throws KeepFailure {
        if (!offered) {
            throw new KeepFailure(FailureCode.NOTHING_OFFERED, "no update is offered", null);
        }
        return end(End.BROUGHT);
    }

    private static Line ended(Outcome outcome) throws LauncherReplacedException {
        if (outcome instanceof Outcome.Done done) {
            Changes changes = done.changes();
            return end(
                    End.DONE,
                    done.version(),
                    done.kind().name(),
                    (Long) done.downloadedBytes(),
                    (long) changes.brought(),
                    (long) changes.gone(),
                    (long) changes.kept());
        }
        if (outcome instanceof Outcome.Mended mended) {
            return end(End.MENDED, mended.version(), (Long) mended.downloadedBytes());
        }
        if (outcome instanceof Outcome.NothingOffered nothing) {
            return end(End.NOTHING_OFFERED, nothing.installed());
        }
        if (outcome instanceof Outcome.PutBack putBack) {
            return end(End.PUT_BACK, putBack.offered(), putBack.installed());
        }
        if (outcome instanceof Outcome.UpToDate current) {
            return end(End.UP_TO_DATE, current.version());
        }
        throw new LauncherReplacedException();
    }

    /** The new launcher goes on. */
    private static final class LauncherReplacedException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}

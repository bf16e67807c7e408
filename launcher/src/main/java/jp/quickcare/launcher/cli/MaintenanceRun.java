package jp.quickcare.launcher.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jp.quickcare.launcher.agent.ThroughAgent;
import jp.quickcare.launcher.agent.WhoUpdates;
import jp.quickcare.launcher.archive.MakingLater;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.plan.UpdateKind;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.launcher.update.Maintenance;
import jp.quickcare.launcher.update.Maintenance.Outcome;
import jp.quickcare.launcher.update.Maintenance.Wish;
import jp.quickcare.launcher.verify.CheckAhead;
import org.jspecify.annotations.Nullable;

/** Runs an update or repair and says how it ended; goes on in the new launcher where that came first. */
final class MaintenanceRun {
    /** Set in the environment of a launcher that was just put in place: it does not look for another one. */
    static final String LAUNCHER_IS_NEW = "QUICKCARE_LAUNCHER_IS_NEW";

    private final CommandBase command;
    private final Home home;
    private final boolean ignoreInUse;
    private boolean start;
    private @Nullable CheckAhead ahead;

    MaintenanceRun(CommandBase command, Home home, boolean ignoreInUse) {
        this.command = command;
        this.home = home;
        this.ignoreInUse = ignoreInUse;
    }

    /** Whether the application is started as soon as its files are in place. */
    MaintenanceRun startingThen(boolean wanted) {
        start = wanted;
        return this;
    }

    /** Goes by a check that was begun already. */
    MaintenanceRun goingBy(CheckAhead begun) {
        ahead = begun;
        return this;
    }

    int run(Wish wish) throws UpdateFailure {
        boolean withLauncher = System.getenv(LAUNCHER_IS_NEW) == null;
        Outcome outcome;
        try (Conversation talk = command.conversation();
                StartAhead next = new StartAhead(home, command.isSilent())) {
            outcome = WhoUpdates.isAgent(home)
                    ? throughAgent(wish, talk, next)
                    : new Maintenance(home, ignoreInUse, withLauncher)
                            .goingBy(ahead)
                            .run(wish, talk, start ? next : Maintenance.NOTHING_THEN);
        }
        if (outcome instanceof Outcome.LauncherReplaced launcher) {
            command.say("done.launcher", launcher.version());
            return again(wish);
        }
        if (outcome instanceof Outcome.Done done) {
            MakingLater.afterThisProcess(home);
            told(wish, done);
        } else if (outcome instanceof Outcome.Mended mended) {
            command.say("done.repaired", mended.version(), (Long) mended.downloadedBytes());
        } else if (outcome instanceof Outcome.UpToDate current) {
            command.say("done.up_to_date", current.version());
        } else if (outcome instanceof Outcome.NothingOffered nothing) {
            command.say("done.nothing_offered", nothing.installed());
        } else if (outcome instanceof Outcome.PutBack putBack) {
            command.say("done.not_again", putBack.offered(), putBack.installed());
        }
        return 0;
    }

    private Outcome throughAgent(Wish wish, Conversation talk, StartAhead then) throws UpdateFailure {
        Outcome outcome = ThroughAgent.maintain(home, wish != Wish.UPDATE, talk);
        if (start) {
            then.begin(outcome);
        }
        return outcome;
    }

    private void told(Wish wish, Outcome.Done done) {
        if (done.kind() == UpdateKind.NEW) {
            command.say("done.installed", done.version(), home.app());
        } else {
            String key = wish == Wish.UPDATE ? "done.updated" : "done.repaired";
            command.say(key, done.version(), (Long) done.downloadedBytes());
        }
    }

    private int again(Wish wish) throws KeepFailure {
        List<String> line = new ArrayList<>(LauncherScript.commandLine(home));
        line.add(wish == Wish.UPDATE ? "update" : "repair");
        if (wish == Wish.REPAIR_DAMAGED) {
            line.add("--damaged-only");
        }
        if (command.isSilent()) {
            line.add("--silent");
        }
        if (ignoreInUse) {
            line.add("--ignore-in-use");
        }
        if (start) {
            line.add("--start");
        }
        line.add("--language=" + command.messages().locale().toLanguageTag());
        ProcessBuilder builder = new ProcessBuilder(line).inheritIO();
        builder.environment().put(LAUNCHER_IS_NEW, "1");
        return await(builder);
    }

    /** Runs a process to its end. @return its exit code */
    static int await(ProcessBuilder builder) throws KeepFailure {
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            String program = builder.command().get(0);
            throw new KeepFailure(FailureCode.CANNOT_START, "cannot run " + program, e, program);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeepFailure(FailureCode.CANCELLED, "interrupted", e);
        }
    }
}

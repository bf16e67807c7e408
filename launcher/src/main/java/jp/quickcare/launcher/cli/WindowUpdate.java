package jp.quickcare.launcher.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.agent.ThroughAgent;
import jp.quickcare.launcher.agent.WhoUpdates;
import jp.quickcare.launcher.connection.ConnectionChange;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.settings.Settings;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.update.Changes;
import jp.quickcare.launcher.update.Installation;
import jp.quickcare.launcher.update.Look;
import jp.quickcare.launcher.update.Maintenance;
import jp.quickcare.launcher.update.Maintenance.Outcome;
import jp.quickcare.launcher.update.Maintenance.Wish;
import jp.quickcare.launcher.window.Conversations;
import jp.quickcare.launcher.window.Overview;
import jp.quickcare.launcher.window.Overview.Connection;
import jp.quickcare.launcher.window.WindowConversation;
import jp.quickcare.launcher.window.WindowNote;
import jp.quickcare.launcher.window.screen.WindowMain;

/** The update window (SPEC A23): says what will happen, lets the person choose, does it, and says what changed. */
final class WindowUpdate {
    private final Home home;
    private final Messages messages;
    private final boolean ignoreInUse;

    WindowUpdate(Home home, Messages messages, boolean ignoreInUse) {
        this.home = home;
        this.messages = messages;
        this.ignoreInUse = ignoreInUse;
    }

    int run() throws UpdateFailure {
        if (reopened()) {
            return 0;
        }
        try (WindowConversation talk = Conversations.inWindow(home, messages)) {
            if (WhoUpdates.isAgent(home)) {
                return carryOut(talk, Wish.UPDATE);
            }
            while (true) {
                switch (talk.chooses(overview(talk), this::change)) {
                    case NOTHING -> {
                        return 0;
                    }
                    case UPDATE -> {
                        return carryOut(talk, Wish.UPDATE);
                    }
                    case FULL -> {
                        return carryOut(talk, Wish.REPAIR);
                    }
                    case LOOK_AGAIN -> {}
                }
            }
        }
    }

    /** An update of this installation that runs is shown again rather than another one begun. */
    private boolean reopened() {
        try {
            Optional<WindowNote> running = WindowNote.read(home);
            return running.isPresent() && WindowMain.show(running.get(), messages.locale());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private Overview overview(WindowConversation talk) throws UpdateFailure {
        Settings settings = Installation.open(home).settings();
        Look look = new Maintenance(home, ignoreInUse, false).look(talk);
        List<String> servers = new ArrayList<>();
        settings.servers().forEach(server -> servers.add(server.toString()));
        Connection connection = new Connection(
                String.join(" ", servers),
                settings.channel(),
                settings.staging().map(Path::toString).orElse(""),
                true);
        return new Overview(
                look.installed().orElse(""),
                look.offered().orElse(""),
                look.kind(),
                look.changedBytes(),
                look.fullBytes(),
                look.why().map(messages::sentence).orElse(look.message()),
                connection);
    }

    /** @return why it was not kept; empty where it was */
    private Optional<String> change(Connection wanted) {
        try {
            var change = new ConnectionChange.Wanted(
                    Optional.of(wanted.servers()), Optional.of(wanted.channel()), Optional.of(wanted.staging()));
            return new ConnectionChange(Installation.open(home))
                    .keep(change)
                    .map(trouble -> messages.say(
                            "connection." + trouble.kind().name(),
                            trouble.facts().toArray()));
        } catch (UpdateFailure e) {
            return Optional.of(messages.sentence(e));
        }
    }

    private int carryOut(WindowConversation talk, Wish wish) {
        try {
            Outcome outcome = WhoUpdates.isAgent(home)
                    ? ThroughAgent.maintain(home, false, talk)
                    : new Maintenance(home, ignoreInUse, false).run(wish, talk);
            talk.done(sentence(outcome));
            return 0;
        } catch (UpdateFailure e) {
            org.slf4j.LoggerFactory.getLogger(WindowUpdate.class).error("{} {}", e.code(), e.getMessage(), e);
            talk.failed(e);
            return e.code().exitCode();
        }
    }

    private String sentence(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            Changes changes = done.changes();
            return messages.say("window.done.text", done.version(), (Long) done.downloadedBytes())
                    + "\n"
                    + messages.say("window.done.changed", changes.brought(), changes.gone(), changes.kept());
        }
        if (outcome instanceof Outcome.Mended mended) {
            return messages.say("done.repaired", mended.version(), (Long) mended.downloadedBytes());
        }
        if (outcome instanceof Outcome.NothingOffered nothing) {
            return messages.say("done.nothing_offered", nothing.installed());
        }
        if (outcome instanceof Outcome.PutBack putBack) {
            return messages.say("done.not_again", putBack.offered(), putBack.installed());
        }
        return messages.say("window.done.up_to_date", outcome instanceof Outcome.UpToDate now ? now.version() : "");
    }
}

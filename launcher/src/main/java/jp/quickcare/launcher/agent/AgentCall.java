package jp.quickcare.launcher.agent;

import java.io.Closeable;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import jp.quickcare.launcher.agent.LocalTransport.Link;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.launcher.update.Unattended;
import org.jspecify.annotations.Nullable;

/** One thing that the agent is asked for: what it says is said in this process's own window or terminal. */
final class AgentCall implements Closeable {
    private final Home home;
    private final Link link;
    private final AgentWatch.Patience patience;
    private final Lines lines;

    AgentCall(Home home, Link link, AgentWatch.Patience patience) {
        this.home = home;
        this.link = link;
        this.patience = patience;
        this.lines = new Lines(link.in(), link.out(), Lines.LONGEST_OF_AGENT);
    }

    /**
     * Reaches the agent.
     *
     * @throws KeepFailure {@link FailureCode#NO_AGENT} where there is none
     */
    static AgentCall open(Home home) throws KeepFailure {
        return LocalTransport.ofSystem()
                .reach(home)
                .map(link -> new AgentCall(home, link, AgentWatch.Patience.STANDARD))
                .orElseThrow(() ->
                        new KeepFailure(FailureCode.NO_AGENT, "no agent for " + home.folder(), null, home.folder()));
    }

    /** What the agent says of itself; empty where there is none. */
    static Optional<Line> status(Home home) {
        try (AgentCall call = open(home)) {
            return Optional.of(call.run(Request.Ask.STATUS, Unattended.with(Progress.SILENT)));
        } catch (UpdateFailure e) {
            return Optional.empty();
        }
    }

    /**
     * Asks, and says what the agent says until it has ended.
     *
     * @return the line of the {@link End}, which is none of a failure
     * @throws UpdateFailure the agent could not do it, does not do it, or broke off
     */
    Line run(Request.Ask ask, Conversation talk) throws UpdateFailure {
        try (AgentWatch watch = AgentWatch.begin(link, lines, talk.progress(), patience)) {
            return run(ask, new Retold(talk, lines), talk.locale(), watch);
        }
    }

    private Line run(Request.Ask ask, Retold retold, Locale locale, AgentWatch watch) throws UpdateFailure {
        try {
            lines.tell(new Request(ask, locale, ProcessHandle.current().pid()).toLine(AgentKey.of(home)));
        } catch (IOException e) {
            // It may have said why not before it hung up.
            org.slf4j.LoggerFactory.getLogger(AgentCall.class).info("{}", e.toString());
        }
        try {
            for (@Nullable Line line = lines.read(); line != null; line = lines.read()) {
                watch.hears(line);
                if (line.is(Say.NO)) {
                    throw new KeepFailure(
                            FailureCode.NO_AGENT,
                            "the agent says no: " + line.text(0),
                            null,
                            home.folder(),
                            line.text(0));
                }
                if (!line.is(Say.END)) {
                    retold.say(line);
                } else if (line.text(0).equals(End.FAILED.name())) {
                    throw ToldFailure.of(line, 1);
                } else {
                    return line;
                }
            }
            throw brokenOff(watch.left(), null);
        } catch (IOException e) {
            throw brokenOff(watch.left(), e);
        }
    }

    private KeepFailure brokenOff(AgentWatch.Left left, @Nullable IOException cause) {
        return switch (left) {
            case UNWANTED ->
                new KeepFailure(FailureCode.CANCELLED, "stopped, and the agent does not answer", cause, home.folder());
            case SILENT ->
                new KeepFailure(FailureCode.NO_AGENT, "the agent does not answer", cause, home.folder(), left.name());
            case NOT ->
                new KeepFailure(
                        FailureCode.NO_AGENT,
                        "the agent broke off",
                        cause,
                        home.folder(),
                        cause == null ? "END" : cause);
        };
    }

    @Override
    public void close() {
        try {
            link.close();
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(AgentCall.class).info("{}", e.toString());
        }
    }
}

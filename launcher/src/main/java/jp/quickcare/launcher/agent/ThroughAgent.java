package jp.quickcare.launcher.agent;

import java.util.Optional;
import java.util.function.Supplier;
import jp.quickcare.bootstrap.UpdateNotice;
import jp.quickcare.launcher.click.SlowPath;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.log.Logs;
import jp.quickcare.launcher.plan.UpdateKind;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.update.Changes;
import jp.quickcare.launcher.update.Maintenance.Outcome;
import jp.quickcare.launcher.update.Unattended;
import jp.quickcare.launcher.update.UpdateFlow;
import jp.quickcare.launcher.window.Conversations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a user who may not change the installation has done by its agent: all of an update but the questions and the start. */
public final class ThroughAgent implements SlowPath {
    private static final Logger LOG = LoggerFactory.getLogger(ThroughAgent.class);

    private final Home home;
    private final Supplier<Conversation> conversations;

    ThroughAgent(Home home, Supplier<Conversation> conversations) {
        this.home = home;
        this.conversations = conversations;
    }

    /** For one start, talking as this process can. */
    static ThroughAgent ofProcess(Home home) {
        boolean silent = System.getenv(UpdateFlow.SILENT) != null;
        return new ThroughAgent(home, () -> Conversations.ofProcess(home, Messages.ofProcess(), silent));
    }

    /** Whether an agent of this installation answers. */
    public static boolean answers(Home home) {
        return AgentCall.status(home).isPresent();
    }

    @Override
    public Decided check() throws UpdateFailure {
        Logs.open(home);
        try (AgentCall call = AgentCall.open(home)) {
            Line end = call.run(Request.Ask.CHECK, Unattended.with(Progress.SILENT));
            requireEnd(end, End.CHECKED);
            return new Decided(end.number(1) == 1, notice(end, 2));
        }
    }

    @Override
    public Done carryOut(boolean accepted) {
        Logs.open(home);
        try (Conversation talk = conversations.get()) {
            try (AgentCall call = AgentCall.open(home)) {
                Line end = call.run(accepted ? Request.Ask.ACCEPTED : Request.Ask.START, talk);
                if (end.text(0).equals(End.STOP.name())) {
                    return new Done.Stop((int) end.number(1));
                }
                requireEnd(end, End.START);
                return new Done.Start(notice(end, 1));
            } catch (UpdateFailure e) {
                LOG.error("{} {}", e.code(), e.getMessage(), e);
                if (accepted && e.code() == FailureCode.NO_AGENT) {
                    talk.notUpdated(e);
                    return new Done.Start(Optional.empty());
                }
                talk.failed(e);
                return new Done.Stop(e.code().exitCode());
            }
        }
    }

    /** A release that one user says does not come up stays for the others, and for whoever looks after the PC to judge. */
    @Override
    public void putBack() throws UpdateFailure {
        throw new KeepFailure(FailureCode.NO_AGENT, "the agent puts nothing back", null, home.folder());
    }

    /** Each call is one of its own: nothing is open between them. */
    @Override
    public void close() {}

    private static Optional<UpdateNotice> notice(Line end, int from) {
        String version = end.text(from);
        return version.isEmpty() ? Optional.empty() : Optional.of(new UpdateNotice(version, end.text(from + 1)));
    }

    private static void requireEnd(Line end, End wanted) throws KeepFailure {
        if (!end.text(0).equals(wanted.name())) {
            throw new KeepFailure(FailureCode.INTERNAL, "the agent ended with " + end.with(), null, end.text(0));
        }
    }

    /** Brings an optional update into staging. */
    static boolean bring(Home home, Progress progress) throws UpdateFailure {
        try (AgentCall call = AgentCall.open(home)) {
            requireEnd(call.run(Request.Ask.BRING, Unattended.with(progress)), End.BROUGHT);
            return true;
        }
    }

    /**
     * What the commands {@code update} and {@code repair} are for. A caller has no file brought that is as it should be:
     * whoever may ask without end could keep the line busy without end.
     */
    public static Outcome maintain(Home home, boolean repair, Conversation talk) throws UpdateFailure {
        try (AgentCall call = AgentCall.open(home)) {
            return outcome(call.run(repair ? Request.Ask.REPAIR : Request.Ask.UPDATE, talk));
        }
    }

    private static Outcome outcome(Line end) throws UpdateFailure {
        String first = end.text(1);
        try {
            return switch (End.valueOf(end.text(0))) {
                case DONE ->
                    new Outcome.Done(
                            first,
                            UpdateKind.valueOf(end.text(2)),
                            end.number(3),
                            new Changes((int) end.number(4), (int) end.number(5), (int) end.number(6)));
                case MENDED -> new Outcome.Mended(first, end.number(2));
                case UP_TO_DATE -> new Outcome.UpToDate(first);
                case NOTHING_OFFERED -> new Outcome.NothingOffered(first);
                case PUT_BACK -> new Outcome.PutBack(first, end.text(2));
                case START, STOP, CHECKED, BROUGHT, STATUS, FAILED ->
                    throw new IllegalArgumentException("ended with " + end.with());
            };
        } catch (IllegalArgumentException e) {
            throw new KeepFailure(FailureCode.INTERNAL, "the agent ended with " + end.with(), e, end.text(0));
        }
    }
}

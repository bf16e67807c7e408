package jp.quickcare.launcher.window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.launcher.talk.Credentials;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.talk.TookOthers;
import jp.quickcare.launcher.window.Frame.Kind;
import jp.quickcare.launcher.window.Frame.Topic;
import jp.quickcare.launcher.window.Overview.Choice;
import jp.quickcare.launcher.window.Overview.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Talks in a window (SPEC A6, A23, A25). The window is opened when there is something to ask or to read, or when an
 * update takes its time. Where it cannot be, and when it is gone, everything goes on as with nobody there: said on the
 * error output, every question answered with the careful answer.
 */
public final class WindowConversation implements Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(WindowConversation.class);

    private final Home home;
    private final Messages messages;
    private final Conversation instead;
    private final WindowOnDemand window;
    private final WindowProgress progress;
    private final WindowNotices notices;

    /**
     * For one update.
     *
     * @param instead talks where there can be no window
     */
    WindowConversation(Home home, Messages messages, Conversation instead) {
        this.home = home;
        this.messages = messages;
        this.instead = instead;
        this.window = new WindowOnDemand(home, messages.locale());
        this.progress = new WindowProgress(window);
        this.notices = new WindowNotices(home, messages, instead, window);
    }

    @Override
    public Locale locale() {
        return messages.locale();
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public boolean agrees(Proposal proposal, Future<Optional<TookOthers>> tookOthers) {
        Thread later = new Thread(() -> tellTook(tookOthers), "took others");
        later.setDaemon(true);
        later.start();
        Optional<Frame> answer = window.ask(
                Topic.REQUIRED,
                proposal.version(),
                proposal.kind(),
                proposal.downloadBytes(),
                WindowNotices.safe(proposal.message()));
        if (answer.isEmpty() && window.isImpossible()) {
            return instead.agrees(proposal, tookOthers);
        }
        return answer.filter(frame -> frame.field(1).equals("yes")).isPresent();
    }

    /** The dialog is open by then, or on its way: whoever is not asked any more is told nothing. */
    private void tellTook(Future<Optional<TookOthers>> tookOthers) {
        try {
            tookOthers.get().ifPresent(took -> window.tell(Frame.of(Kind.TOOK, took.sentence(messages))));
        } catch (ExecutionException e) {
            LOG.info("how long it took others is not known: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void announces(Proposal proposal) {
        if (!window.show()) {
            instead.announces(proposal);
        }
    }

    @Override
    public InUseAnswer filesInUse(List<InUse> files) {
        List<Object> fields = new ArrayList<>();
        for (InUse file : files) {
            Path path = file.file();
            fields.add(
                    WindowNotices.safe((path.startsWith(home.app()) ? home.app().relativize(path) : path).toString()));
            fields.add(WindowNotices.safe(file.program()));
        }
        return window.ask(Topic.IN_USE, fields.toArray())
                .map(answer -> answer(answer.field(1), InUseAnswer::valueOf, InUseAnswer.STOP))
                .orElseGet(() -> window.isImpossible() ? instead.filesInUse(files) : InUseAnswer.STOP);
    }

    @Override
    public void waits(int updating, int waiting) {
        window.tell(Frame.of(Kind.WAITS, updating, waiting));
        if (!window.show()) {
            instead.waits(updating, waiting);
        }
    }

    @Override
    public MissingAnswer filesMissing(List<String> files) {
        Object[] names = files.stream().map(WindowNotices::safe).toArray();
        return window.ask(Topic.MISSING, names)
                .map(answer -> answer(answer.field(1), MissingAnswer::valueOf, MissingAnswer.STOP))
                .orElseGet(() -> window.isImpossible() ? instead.filesMissing(files) : MissingAnswer.STOP);
    }

    @Override
    public Optional<Credentials> proxyCredentials(String proxyHost, boolean wrongBefore) {
        Optional<Frame> answer = window.ask(Topic.CREDENTIALS, WindowNotices.safe(proxyHost), wrongBefore);
        if (answer.isEmpty() && window.isImpossible()) {
            return instead.proxyCredentials(proxyHost, wrongBefore);
        }
        return answer.filter(frame -> frame.field(1).equals("yes"))
                .map(frame -> new Credentials(frame.field(2), frame.field(3)));
    }

    private static <T> T answer(String word, Function<String, T> of, T careful) {
        try {
            return of.apply(word);
        } catch (IllegalArgumentException e) {
            return careful;
        }
    }

    /**
     * Asks what to do (SPEC A23).
     *
     * @param connections tries another connection and keeps it when it works; empty when it is kept, else a sentence
     * @return {@link Choice#NOTHING} when nobody can be asked
     */
    public Choice chooses(Overview overview, Function<Connection, Optional<String>> connections) {
        Frame answer = ask(overview);
        while (answer.field(1).equals("CONNECTION")) {
            Connection wanted = new Connection(answer.field(2), answer.field(3), answer.field(4), true);
            Optional<String> why = connections.apply(wanted);
            window.tell(Frame.of(Kind.TRIED, why.orElse("")));
            if (why.isEmpty()) {
                return Choice.LOOK_AGAIN;
            }
            answer = ask(overview);
        }
        return answer(answer.field(1), Choice::valueOf, Choice.NOTHING);
    }

    private Frame ask(Overview overview) {
        return window.ask(Topic.OVERVIEW, overview.fields().toArray()).orElse(Frame.of(Kind.ANSWER, 0, "NOTHING"));
    }

    @Override
    public void refused(String message) {
        notices.refused(message);
    }

    @Override
    public void requiredButUnreachable(String version, String message) {
        notices.requiredButUnreachable(version, message);
    }

    @Override
    public void notUpdated(UpdateFailure failure) {
        notices.notUpdated(failure);
    }

    @Override
    public void failed(UpdateFailure failure) {
        notices.failed(failure);
    }

    @Override
    public void movedAside(List<Path> files) {
        notices.movedAside(files);
    }

    @Override
    public void putBack(String version, String back) {
        notices.putBack(version, back);
    }

    /** Shows that it ended well. */
    public void done(String text) {
        notices.done(text);
    }

    @Override
    public void close() {
        progress.close();
        instead.close();
        window.close();
    }
}

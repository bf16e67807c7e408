package jp.quickcare.launcher.talk;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.progress.Progress;

/**
 * Talks on the terminal that the launcher was started from; where there is none, or it is to be silent, it says what
 * went wrong and asks nobody. What it shows of others' text cannot command the terminal.
 */
public final class TerminalConversation implements Conversation {
    private static final int MAX_MESSAGE_LENGTH = 2_000;
    private static final int STANDARD_COLUMNS = 80;
    private static final int MOMENT_MILLIS = 1_000;
    private static final int MOST_NAMED = 20;

    /** How somebody who cannot be asked is taken to answer. */
    public enum Manner {
        /** A person is asked and sees a bar. */
        ON_TERMINAL,
        /** Nobody is there to be asked: that is a no, and lines are shown now and then. */
        NOBODY_THERE,
        /** Nobody is to be asked: required updates are made, and only failures are told. */
        SILENT
    }

    private final Messages messages;
    private final Manner manner;
    private final PrintStream out;
    private final TerminalQuestions questions;
    private final TerminalProgress progress;

    TerminalConversation(Messages messages, Manner manner, PrintStream out, BufferedReader in, int columns) {
        this.messages = messages;
        this.manner = manner;
        this.out = out;
        this.questions = new TerminalQuestions(out, in);
        this.progress = new TerminalProgress(out, messages, manner == Manner.ON_TERMINAL, columns, System::nanoTime);
    }

    /** For this process: a terminal where there is one. */
    public static TerminalConversation ofProcess(Messages messages, boolean silent) {
        Manner manner = Manner.SILENT;
        if (!silent) {
            manner = Terminal.isPresent() ? Manner.ON_TERMINAL : Manner.NOBODY_THERE;
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        return new TerminalConversation(
                messages, manner, System.err, in, manner == Manner.ON_TERMINAL ? Terminal.columns() : STANDARD_COLUMNS);
    }

    @Override
    public Locale locale() {
        return messages.locale();
    }

    @Override
    public Progress progress() {
        return manner == Manner.SILENT ? Progress.SILENT : progress;
    }

    @Override
    public boolean agrees(Proposal proposal, Future<Optional<TookOthers>> tookOthers) {
        if (manner == Manner.SILENT) {
            return true;
        }
        tell(messages.say("ask.required", proposal.version(), kind(proposal), (Long) proposal.downloadBytes()));
        message(proposal.message());
        if (manner == Manner.NOBODY_THERE) {
            tell(messages.say("ask.nobody"));
            return false;
        }
        known(tookOthers).ifPresent(took -> tell(took.sentence(messages)));
        Optional<String> answer =
                questions.ask(messages.say("ask.yesno"), messages.say("ask.yes"), messages.say("ask.no"));
        return answer.isPresent() && answer.get().equals(messages.say("ask.yes"));
    }

    /** What is not known within a moment is not said: a line after the question would tear it apart. */
    private static Optional<TookOthers> known(Future<Optional<TookOthers>> tookOthers) {
        try {
            return tookOthers.get(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void announces(Proposal proposal) {
        if (manner != Manner.SILENT) {
            tell(messages.say(
                    "announce." + proposal.kind().name(), proposal.version(), (Long) proposal.downloadBytes()));
            message(proposal.message());
        }
    }

    private String kind(Proposal proposal) {
        return messages.say("kind." + proposal.kind().name());
    }

    private void message(String message) {
        String text = Messages.printable(message, MAX_MESSAGE_LENGTH).strip();
        if (!text.isEmpty()) {
            text.lines().forEach(line -> out.println("  " + line));
            out.flush();
        }
    }

    @Override
    public InUseAnswer filesInUse(List<InUse> files) {
        if (manner != Manner.ON_TERMINAL) {
            return InUseAnswer.STOP;
        }
        tell(messages.say("inuse.found"));
        for (InUse file : files) {
            out.println("  " + Messages.printable(file.file() + "  " + file.program(), MAX_MESSAGE_LENGTH));
        }
        String retry = messages.say("inuse.retry");
        String ignore = messages.say("inuse.ignore");
        String stop = messages.say("inuse.stop");
        String answer =
                questions.ask(messages.say("inuse.ask"), retry, ignore, stop).orElse(stop);
        if (answer.equals(retry)) {
            return InUseAnswer.RETRY;
        }
        return answer.equals(ignore) ? InUseAnswer.IGNORE : InUseAnswer.STOP;
    }

    @Override
    public void waits(int updating, int waiting) {
        if (manner != Manner.SILENT) {
            progress.waits(messages.say("wait.place", (Integer) updating, (Integer) waiting));
        }
    }

    @Override
    public MissingAnswer filesMissing(List<String> files) {
        if (manner != Manner.ON_TERMINAL) {
            return MissingAnswer.STOP;
        }
        tell(messages.say("missing.found"));
        for (String file : files.subList(0, Math.min(MOST_NAMED, files.size()))) {
            out.println("  " + Messages.printable(file, MAX_MESSAGE_LENGTH));
        }
        if (files.size() > MOST_NAMED) {
            out.println("  … (" + files.size() + ")");
        }
        String goOn = messages.say("missing.go_on");
        Optional<String> answer = questions.ask(messages.say("missing.ask"), goOn, messages.say("missing.stop"));
        return answer.isPresent() && answer.get().equals(goOn) ? MissingAnswer.GO_ON : MissingAnswer.STOP;
    }

    @Override
    public Optional<Credentials> proxyCredentials(String proxyHost, boolean wrongBefore) {
        if (manner != Manner.ON_TERMINAL) {
            return Optional.empty();
        }
        String host = Messages.printable(proxyHost, MAX_MESSAGE_LENGTH);
        tell(messages.say(wrongBefore ? "proxy.wrong" : "proxy.ask", host));
        return questions
                .line(messages.say("proxy.user"))
                .filter(user -> !user.isBlank())
                .flatMap(user -> questions
                        .password(messages.say("proxy.password"))
                        .map(password -> new Credentials(user.strip(), password)));
    }

    @Override
    public void refused(String message) {
        tell(messages.say("failure.REFUSED"));
        message(message);
    }

    @Override
    public void requiredButUnreachable(String version, String message) {
        tell(messages.say("start.required_unreachable", version));
        message(message);
    }

    @Override
    public void notUpdated(UpdateFailure failure) {
        tell(messages.say("start.not_updated", messages.sentence(failure)));
    }

    @Override
    public void failed(UpdateFailure failure) {
        tell(messages.sentence(failure));
    }

    @Override
    public void movedAside(List<Path> files) {
        for (Path file : files) {
            tell(messages.say("update.moved_aside", file));
        }
    }

    private void tell(String sentence) {
        progress.finishLine();
        out.println(sentence);
        out.flush();
    }

    @Override
    public void close() {
        progress.finishLine();
    }
}

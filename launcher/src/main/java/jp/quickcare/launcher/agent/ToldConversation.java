package jp.quickcare.launcher.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.launcher.talk.Credentials;
import jp.quickcare.launcher.talk.TookOthers;

/**
 * The agent's end of a conversation: what is said goes to whoever asked, whose answers come back. Somebody who is gone,
 * or does not answer, is one who cannot be asked.
 */
final class ToldConversation implements Conversation {
    private final Locale locale;
    private final Lines lines;
    private final Heard heard;
    private final ToldProgress progress;
    private long questions;

    ToldConversation(Locale locale, Lines lines, Heard heard) {
        this.locale = locale;
        this.lines = lines;
        this.heard = heard;
        this.progress = new ToldProgress(this::tell, heard::isCancelled, System::nanoTime);
    }

    private void tell(Line line) {
        try {
            lines.tell(line);
        } catch (IOException e) {
            heard.cancel();
        }
    }

    private synchronized Optional<String> ask(Say question, List<Object> fields) {
        List<Object> numbered = new ArrayList<>();
        numbered.add(++questions);
        numbered.addAll(fields);
        tell(Line.of(question, numbered.toArray()));
        return heard.answer(questions);
    }

    private <T extends Enum<T>> T ask(Say question, List<Object> fields, Class<T> kind, T careful) {
        return ask(question, fields)
                .flatMap(said -> java.util.Arrays.stream(kind.getEnumConstants())
                        .filter(one -> one.name().equals(said))
                        .findFirst())
                .orElse(careful);
    }

    @Override
    public Locale locale() {
        return locale;
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
        return ask(Say.ASK_REQUIRED, fields(proposal)).filter("yes"::equals).isPresent();
    }

    private void tellTook(Future<Optional<TookOthers>> tookOthers) {
        try {
            tookOthers.get().ifPresent(took -> tell(Line.of(Say.TOOK, (long) took.updates(), took.seconds())));
        } catch (ExecutionException e) {
            // It is worth knowing and no more.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Object> fields(Proposal proposal) {
        return List.of(proposal.version(), proposal.kind().name(), (Long) proposal.downloadBytes(), proposal.message());
    }

    @Override
    public void announces(Proposal proposal) {
        tell(Line.of(Say.ANNOUNCES, fields(proposal).toArray()));
    }

    @Override
    public InUseAnswer filesInUse(List<InUse> files) {
        List<Object> pairs = new ArrayList<>();
        for (InUse file : files) {
            pairs.add(file.file());
            pairs.add(file.program());
        }
        return ask(Say.ASK_IN_USE, pairs, InUseAnswer.class, InUseAnswer.STOP);
    }

    @Override
    public void waits(int updating, int waiting) {
        tell(Line.of(Say.WAITS, (long) updating, (long) waiting));
    }

    @Override
    public MissingAnswer filesMissing(List<String> files) {
        return ask(Say.ASK_MISSING, new ArrayList<>(files), MissingAnswer.class, MissingAnswer.STOP);
    }

    /** Whoever looks after the PC sets the agent's way to the server; a caller's password is none of the agent's. */
    @Override
    public Optional<Credentials> proxyCredentials(String proxyHost, boolean wrongBefore) {
        return Optional.empty();
    }

    @Override
    public void refused(String message) {
        tell(Line.of(Say.REFUSED_START, message));
    }

    @Override
    public void requiredButUnreachable(String version, String message) {
        tell(Line.of(Say.UNREACHABLE, version, message));
    }

    @Override
    public void notUpdated(UpdateFailure failure) {
        tell(Line.of(Say.NOT_UPDATED, ToldFailure.fields(failure).toArray()));
    }

    @Override
    public void failed(UpdateFailure failure) {
        tell(Line.of(Say.FAILED, ToldFailure.fields(failure).toArray()));
    }

    @Override
    public void movedAside(List<Path> files) {
        if (!files.isEmpty()) {
            tell(Line.of(Say.MOVED_ASIDE, files.toArray()));
        }
    }

    @Override
    public void close() {}
}

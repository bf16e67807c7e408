package jp.quickcare.launcher.agent;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import jp.quickcare.launcher.plan.UpdateKind;
import jp.quickcare.launcher.progress.Step;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.launcher.talk.Conversation.InUse;
import jp.quickcare.launcher.talk.Conversation.Proposal;
import jp.quickcare.launcher.talk.TookOthers;
import org.slf4j.LoggerFactory;

/**
 * Says to the person at the PC what the agent says, and the agent what the person answers. A question is asked beside,
 * for the agent may have more to say meanwhile.
 */
final class Retold {
    private final Conversation talk;
    private final Lines lines;
    private final CompletableFuture<Optional<TookOthers>> took = new CompletableFuture<>();

    Retold(Conversation talk, Lines lines) {
        this.talk = talk;
        this.lines = lines;
    }

    /** @throws IOException what is said has no meaning */
    void say(Line line) throws IOException {
        try {
            say(line, talk);
        } catch (IllegalArgumentException e) {
            // A newer agent may say more than this launcher knows.
            LoggerFactory.getLogger(Retold.class).info("not understood: {} {}", line.say(), line.with());
        }
    }

    private void say(Line line, Conversation with) throws IOException {
        switch (Say.valueOf(line.say().toUpperCase(java.util.Locale.ROOT))) {
            case HERE -> {}
            case STEP -> with.progress().step(Step.valueOf(line.text(0)));
            case FILE -> with.progress().file(line.text(0), line.number(1), line.number(2));
            case BYTES -> with.progress().bytes(line.number(0), line.number(1));
            case WAITS -> with.waits((int) line.number(0), (int) line.number(1));
            case ANNOUNCES -> with.announces(proposal(line, 0));
            case ASK_REQUIRED -> beside(line, () -> with.agrees(proposal(line, 1), took) ? "yes" : "no");
            case ASK_IN_USE -> beside(line, () -> with.filesInUse(inUse(line)).name());
            case ASK_MISSING ->
                beside(line, () -> with.filesMissing(texts(line, 1)).name());
            case TOOK -> took.complete(Optional.of(new TookOthers((int) line.number(0), line.number(1))));
            case REFUSED_START -> with.refused(line.text(0));
            case UNREACHABLE -> with.requiredButUnreachable(line.text(0), line.text(1));
            case NOT_UPDATED -> with.notUpdated(ToldFailure.of(line, 0));
            case FAILED -> with.failed(ToldFailure.of(line, 0));
            case MOVED_ASIDE -> with.movedAside(paths(line));
            case ANSWER, CANCEL, END, NO -> throw new IOException("the agent says " + line.say());
        }
    }

    /** A question. */
    private interface Question {
        String answer();
    }

    private void beside(Line line, Question question) {
        Thread asking = new Thread(() -> answer(line, question), "question");
        asking.setDaemon(true);
        asking.start();
    }

    private void answer(Line line, Question question) {
        try {
            lines.tell(Line.of(Say.ANSWER, (Long) line.number(0), question.answer()));
        } catch (IOException e) {
            // The agent has ended, which is read where its words are read.
            LoggerFactory.getLogger(Retold.class).info("not answered: {}", e.toString());
        }
    }

    private static Proposal proposal(Line line, int from) {
        UpdateKind kind = UpdateKind.valueOf(line.text(from + 1));
        return new Proposal(line.text(from), kind, line.number(from + 2), line.text(from + 3));
    }

    private static List<InUse> inUse(Line line) {
        List<InUse> files = new ArrayList<>();
        for (int i = 1; i + 1 < line.with().size(); i += 2) {
            files.add(new InUse(path(line.text(i)), line.text(i + 1)));
        }
        return files;
    }

    private static List<Path> paths(Line line) {
        return texts(line, 0).stream().map(Retold::path).toList();
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            return Path.of("?");
        }
    }

    private static List<String> texts(Line line, int from) {
        return line.with().subList(from, line.with().size()).stream()
                .map(String::valueOf)
                .toList();
    }
}

package jp.quickcare.launcher.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.progress.Step;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.launcher.talk.Credentials;
import jp.quickcare.launcher.talk.TookOthers;

/** A person who agrees to everything, and what he was told. */
final class Said implements Conversation {
    final List<String> heard = new CopyOnWriteArrayList<>();

    /** How often he was asked whether he has given up. */
    final AtomicInteger looks = new AtomicInteger();

    private final boolean givesUp;

    Said() {
        this(false);
    }

    Said(boolean givesUp) {
        this.givesUp = givesUp;
    }

    @Override
    public Locale locale() {
        return Locale.JAPANESE;
    }

    @Override
    public boolean agrees(Proposal proposal, Future<Optional<TookOthers>> tookOthers) {
        heard.add("required " + proposal.version() + " " + proposal.kind() + " " + proposal.downloadBytes() + " "
                + proposal.message());
        return true;
    }

    @Override
    public void announces(Proposal proposal) {
        heard.add("announces " + proposal.version());
    }

    @Override
    public InUseAnswer filesInUse(List<InUse> files) {
        heard.add("in use " + files);
        return InUseAnswer.AT_NEXT_START;
    }

    @Override
    public void waits(int updating, int waiting) {
        heard.add("waits " + updating + " " + waiting);
    }

    @Override
    public MissingAnswer filesMissing(List<String> files) {
        heard.add("missing " + files);
        return MissingAnswer.GO_ON;
    }

    @Override
    public Optional<Credentials> proxyCredentials(String proxyHost, boolean wrongBefore) {
        throw new IllegalStateException("the agent asks for a password");
    }

    @Override
    public void refused(String message) {
        heard.add("refused " + message);
    }

    @Override
    public void requiredButUnreachable(String version, String message) {
        heard.add("unreachable " + version);
    }

    @Override
    public void notUpdated(UpdateFailure failure) {
        heard.add("not updated " + failure.code() + " " + failure.facts());
    }

    @Override
    public void failed(UpdateFailure failure) {
        heard.add("failed " + failure.code() + " " + failure.facts());
    }

    @Override
    public void movedAside(List<Path> files) {
        heard.add("moved aside " + files);
    }

    @Override
    public Progress progress() {
        return new Progress() {
            @Override
            public void step(Step step) {
                heard.add("step " + step);
            }

            @Override
            public void bytes(long done, long total) {
                heard.add("bytes " + done + " of " + total);
            }

            @Override
            public boolean cancelled() {
                looks.incrementAndGet();
                return givesUp;
            }
        };
    }

    @Override
    public void close() {}
}

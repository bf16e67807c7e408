package jp.quickcare.launcher.update;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Future;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.launcher.talk.Credentials;
import jp.quickcare.launcher.talk.TookOthers;

/** A conversation with nobody: what goes on behind a running application asks nothing and says nothing but how far it is. */
public record Unattended(Locale locale, Progress progress) implements Conversation {
    /** In the language of this process. */
    public static Unattended with(Progress progress) {
        return new Unattended(Locale.getDefault(), progress);
    }

    @Override
    public boolean agrees(Proposal proposal, Future<Optional<TookOthers>> tookOthers) {
        return false;
    }

    @Override
    public void announces(Proposal proposal) {}

    @Override
    public InUseAnswer filesInUse(List<InUse> files) {
        return InUseAnswer.STOP;
    }

    @Override
    public void waits(int updating, int waiting) {}

    @Override
    public MissingAnswer filesMissing(List<String> files) {
        return MissingAnswer.STOP;
    }

    @Override
    public Optional<Credentials> proxyCredentials(String proxyHost, boolean wrongBefore) {
        return Optional.empty();
    }

    @Override
    public void refused(String message) {}

    @Override
    public void requiredButUnreachable(String version, String message) {}

    @Override
    public void notUpdated(UpdateFailure failure) {}

    @Override
    public void failed(UpdateFailure failure) {}

    @Override
    public void movedAside(List<Path> files) {}

    @Override
    public void close() {}
}

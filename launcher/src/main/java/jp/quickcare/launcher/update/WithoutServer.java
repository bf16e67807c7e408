package jp.quickcare.launcher.update;

import java.nio.file.Files;
import java.util.Optional;
import jp.quickcare.bootstrap.UpdateNotice;
import jp.quickcare.launcher.click.SlowPath.Done;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.launch.NotAgain;
import jp.quickcare.launcher.policy.LastCheck;
import jp.quickcare.launcher.policy.LastCheck.Decision;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.talk.Conversation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a start does by the policy last seen (SPEC A30, A32, A34): no server answers, or nobody is to be asked. */
final class WithoutServer {
    private static final Logger LOG = LoggerFactory.getLogger(WithoutServer.class);

    private final Home home;
    private final Conversation talk;
    private final @Nullable LastCheck last;

    WithoutServer(Home home, Conversation talk) {
        this.home = home;
        this.talk = talk;
        this.last = LastCheck.read(home.lastCheck().toFile());
    }

    /**
     * Says what starts.
     *
     * @param failure why there is no answer
     * @throws UpdateFailure nothing is installed, or what is installed is damaged
     */
    Done start(UpdateFailure failure) throws UpdateFailure {
        String language = talk.locale().getLanguage();
        if (last != null && last.decision() == Decision.REFUSED) {
            talk.refused(last.message(language));
            return new Done.Stop(FailureCode.REFUSED.exitCode());
        }
        Receipt receipt = Receipt.read(home.receipt()).orElseThrow(() -> failure);
        if (last != null && isRequired(last, receipt)) {
            if (failure.code() == FailureCode.BAD_INPUT) {
                // Not the server's fault, nor the network's: whoever looks after the PC has to know which setting it
                // is.
                talk.failed(failure);
            } else {
                talk.requiredButUnreachable(last.version(), last.message(language));
            }
            return new Done.Stop(failure.code().exitCode());
        }
        Whole.require(home, receipt);
        talk.notUpdated(failure);
        if (last != null && last.decision() == Decision.OFFERED) {
            return new Done.Start(Optional.of(new UpdateNotice(last.version(), last.message(language))));
        }
        return new Done.Start(Optional.empty());
    }

    /**
     * As {@link #start}, where what is set here cannot be used.
     *
     * @throws UpdateFailure files lie half exchanged, too: only whoever can finish that may start any
     */
    Done startUnset(UpdateFailure failure) throws UpdateFailure {
        if (Files.exists(home.journal())) {
            throw failure;
        }
        LOG.error("nobody is asked: {}", failure.getMessage());
        return start(failure);
    }

    /** What was brought before waits on, as files are in use; the installed release starts where it may. */
    Done stillInUse(UpdateFailure failure) {
        Optional<Receipt> receipt = Receipt.read(home.receipt());
        if (receipt.isEmpty() || (last != null && isRequired(last, receipt.get()))) {
            talk.failed(failure);
            return new Done.Stop(failure.code().exitCode());
        }
        talk.notUpdated(failure);
        return new Done.Start(Optional.empty());
    }

    private boolean isRequired(LastCheck known, Receipt receipt) {
        if (NotAgain.contains(home, known.manifestSha256())) {
            return false;
        }
        boolean offered = known.decision() == Decision.OFFERED
                && known.required()
                && !known.manifestSha256().equals(receipt.manifestSha256().hex());
        return offered || receipt.counter() < known.requiredCounter();
    }
}

package jp.quickcare.launcher.update;

import java.util.Optional;
import jp.quickcare.launcher.admission.Admission;
import jp.quickcare.launcher.fetch.Admitting;
import jp.quickcare.launcher.fetch.DownloadLimits;
import jp.quickcare.launcher.identity.ClientIdentity;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.talk.Conversation;

/** What an update has to do with its site server beside fetching files: the place it waits for and gives back. */
final class AtServer implements AutoCloseable {
    private final Admission admission;

    private AtServer(Admission admission) {
        this.admission = admission;
    }

    static AtServer begin(Installation installation, UpdatePlan plan, Conversation talk, DownloadLimits limits) {
        ClientIdentity client = ClientIdentity.of(
                installation.home(),
                installation.settings(),
                LauncherRelease.version().toString());
        return new AtServer(
                new Admission(client.toJson(), plan.manifestSha256(), kind(installation, plan), talk::waits, limits));
    }

    /** What a server calls it: making whole what is installed is a repair, whatever is brought for it. */
    private static String kind(Installation installation, UpdatePlan plan) {
        Optional<Receipt> installed = Receipt.read(installation.home().receipt());
        boolean same = installed.isPresent() && installed.get().manifestSha256().equals(plan.manifestSha256());
        return switch (plan.kind()) {
            case NEW -> "new";
            case FULL -> "full";
            case DIFFERENTIAL, UP_TO_DATE -> same ? "repair" : "differential";
        };
    }

    Admitting admission() {
        return admission;
    }

    /** Nothing is held any more. */
    @Override
    public void close() {
        admission.close();
    }
}

package jp.quickcare.launcher.update;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.admission.Admission;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.fetch.Admitting;
import jp.quickcare.launcher.fetch.DownloadLimits;
import jp.quickcare.launcher.identity.ClientIdentity;
import jp.quickcare.launcher.plan.UpdateKind;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.report.Reports;
import jp.quickcare.launcher.report.UpdateRecord;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.launcher.talk.Conversation.InUse;
import jp.quickcare.launcher.talk.Conversation.MissingAnswer;
import jp.quickcare.manifest.digest.Sha256;

/** What an update has to do with its site server beside fetching files: its place there (SPEC A4) and its record (A9). */
final class AtServer implements AutoCloseable {
    private final Admission admission;
    private final UpdateRecord record;
    private final Progress progress;

    private AtServer(Admission admission, UpdateRecord record, Progress progress) {
        this.admission = admission;
        this.record = record;
        this.progress = progress;
    }

    static AtServer begin(
            Installation installation, UpdatePlan plan, Conversation talk, DownloadLimits limits, Reports reports) {
        ClientIdentity client = ClientIdentity.of(
                installation.home(),
                installation.settings(),
                LauncherRelease.version().toString());
        Optional<Receipt> installed = Receipt.read(installation.home().receipt());
        boolean same = installed.isPresent() && installed.get().manifestSha256().equals(plan.manifestSha256());
        UpdateRecord record = reports.begin(
                mode(plan.kind()),
                plan.to().version(),
                plan.manifestSha256().hex(),
                installed.map(Receipt::version),
                plan.downloadBytes());
        Admission admission = new Admission(
                client.toJson(),
                plan.manifestSha256(),
                same && plan.kind() != UpdateKind.FULL ? "repair" : mode(plan.kind()),
                (updating, waiting) -> {
                    record.waiting(true);
                    talk.waits(updating, waiting);
                },
                limits);
        return new AtServer(admission, record, record.watching(talk.progress()));
    }

    private static String mode(UpdateKind kind) {
        return switch (kind) {
            case NEW -> "new";
            case FULL -> "full";
            case DIFFERENTIAL, UP_TO_DATE -> "differential";
        };
    }

    Admitting admission() {
        return (calls, source, along, cancelled) -> {
            Admitting.Place place = admission.enter(calls, source, along, cancelled);
            record.waiting(false);
            return place;
        };
    }

    /** Hears how far the update is. */
    Progress progress() {
        return progress;
    }

    /** No server has these files. */
    void missing(List<String> files, MissingAnswer answer) {
        if (answer == MissingAnswer.GO_ON) {
            record.missingIgnored(files);
            record.putOff();
        } else {
            record.missing(files);
        }
    }

    /** The user goes on though these files are in use. */
    void ignored(Path home, List<InUse> files) {
        record.applyIgnored(
                files.stream()
                        .map(file -> home.relativize(file.file()).toString())
                        .toList(),
                files.stream().map(InUse::program).distinct().toList());
    }

    /** A delta, or chunks, gave something else than the release; the changed files come whole in its place. */
    void deltaFailed(Sha256 object, String detail) {
        record.deltaFailed(object.hex(), detail);
    }

    void succeeded() {
        record.succeeded();
    }

    void failed(UpdateFailure failure) {
        record.failed(failure);
    }

    /** Nothing is held at the server any more. */
    @Override
    public void close() {
        admission.close();
    }
}

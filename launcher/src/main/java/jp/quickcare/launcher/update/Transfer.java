package jp.quickcare.launcher.update;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.SourceFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.fetch.Admitting;
import jp.quickcare.launcher.fetch.Download;
import jp.quickcare.launcher.fetch.DownloadLimits;
import jp.quickcare.launcher.fetch.Parts;
import jp.quickcare.launcher.fetch.WantedObject;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.progress.Step;
import jp.quickcare.launcher.receipt.ChangeStamp;
import jp.quickcare.launcher.settings.Settings;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseDelta;
import jp.quickcare.manifest.release.ReleaseFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings files of a release, all of them or none that counts (SPEC A5). */
final class Transfer {
    private static final int NAMED = 20;
    private static final Logger LOG = LoggerFactory.getLogger(Transfer.class);

    /**
     * What came of bringing files.
     *
     * @param missing paths of the files that no server has
     * @param verified stamps of objects as they were when they were verified, by their digest
     */
    record Brought(List<String> missing, Map<Sha256, ChangeStamp> verified) {}

    private final Settings settings;
    private final DownloadLimits limits;

    Transfer(Settings settings, DownloadLimits limits) {
        this.settings = settings;
        this.limits = limits;
    }

    DownloadLimits limits() {
        return limits;
    }

    /**
     * Brings these files to a folder, each by its digest.
     *
     * @param admitting asks for a place first, where there is something to bring
     * @return what has arrived, which stays for the next attempt, and what no server has
     */
    Brought bring(Sha256 release, List<ReleaseFile> files, Path folder, Admitting admitting, Progress progress)
            throws UpdateFailure {
        if (files.isEmpty()) {
            return new Brought(List.of(), Map.of());
        }
        progress.step(Step.DOWNLOAD);
        List<WantedObject> wanted = new ArrayList<>();
        for (ReleaseFile file : files) {
            wanted.add(new WantedObject(file.sha256(), file.lengthBytes(), file.zstLengthBytes()));
        }
        Set<Sha256> missing;
        Map<Sha256, ChangeStamp> verified;
        try (Download download = new Download(settings.servers(), admitting, limits)) {
            missing = download.bring(release, wanted, folder, new NamedFiles(files, progress));
            verified = download.verified();
        }
        List<String> lacking = files.stream()
                .filter(file -> missing.contains(file.sha256()))
                .map(file -> file.path().toString())
                .toList();
        return new Brought(lacking, verified);
    }

    /**
     * Brings a delta to a folder, by its digest.
     *
     * @return false where no server has it, or what one sent was not what is signed: the files come whole then
     */
    boolean bring(Sha256 release, ReleaseDelta delta, Path folder, Admitting admitting, Progress progress)
            throws UpdateFailure {
        progress.step(Step.DOWNLOAD);
        WantedObject wanted = new WantedObject(delta.sha256(), delta.lengthBytes(), OptionalLong.empty());
        try (Download download = new Download(settings.servers(), admitting, limits)) {
            return download.bring(release, List.of(wanted), folder, progress).isEmpty();
        } catch (SourceFailure e) {
            if (e.code() != FailureCode.NOT_TRUSTED) {
                throw e;
            }
            LOG.warn("no delta: {}", e.getMessage());
            return false;
        }
    }

    /** Parts of the object that has a release's chunks, from the servers that have its files. */
    Parts parts(WantedObject object, Admitting admitting) {
        return new Parts(object, settings.servers(), admitting, limits);
    }

    /** Says which files no server has. */
    static KeepFailure missing(List<String> names) {
        String named = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        String more = names.size() > NAMED ? ", … (" + names.size() + ")" : "";
        return new KeepFailure(FailureCode.FILE_MISSING, "the server lacks " + names, null, named + more);
    }
}

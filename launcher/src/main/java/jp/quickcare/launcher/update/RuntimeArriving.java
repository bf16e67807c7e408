package jp.quickcare.launcher.update;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.quickcare.launcher.admission.Admission;
import jp.quickcare.launcher.delta.DeltaFailedException;
import jp.quickcare.launcher.delta.RuntimeChoice;
import jp.quickcare.launcher.delta.RuntimeChoice.Beginnings;
import jp.quickcare.launcher.delta.RuntimeDelta;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.identity.ClientIdentity;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.TrustedRelease;

/** Brings what a newer Java runtime lacks: made by a delta, else whole (SPEC A22, F3). */
record RuntimeArriving(Workplace place, TrustedRelease release, Conversation talk) {
    /**
     * Brings it.
     *
     * @param objects where each content goes, named by its digest
     */
    void bring(List<ReleaseFile> lacking, Path objects) throws UpdateFailure, IOException {
        try (Admission admission = admission()) {
            Set<Sha256> made = made(lacking, objects, admission);
            List<ReleaseFile> whole = lacking.stream()
                    .filter(file -> !made.contains(file.sha256()))
                    .toList();
            List<String> missing = place.transfer()
                    .bring(release.manifestSha256(), whole, objects, admission, talk.progress())
                    .missing();
            if (!missing.isEmpty()) {
                throw Transfer.missing(missing);
            }
        }
    }

    /** Those that could be made by a delta: they lie with what is brought. */
    private Set<Sha256> made(List<ReleaseFile> lacking, Path objects, Admission admission)
            throws UpdateFailure, IOException {
        Home home = place.installation().home();
        Beginnings beginnings = new DeltaBeginnings(place.transfer(), admission, objects, talk.progress());
        Optional<RuntimeDelta> delta =
                RuntimeChoice.of(home, release.manifest(), lacking, beginnings).chosen(home, release.manifest());
        boolean brought = delta.isPresent()
                && place.transfer()
                        .bring(release.manifestSha256(), delta.get().delta(), objects, admission, talk.progress());
        if (!brought) {
            return Set.of();
        }
        try {
            return delta.get().make(objects);
        } catch (DeltaFailedException e) {
            place.reports()
                    .runtimeDeltaFailed(
                            release.manifest().version(),
                            delta.get().delta().sha256().hex(),
                            String.valueOf(e.getMessage()));
            return Set.of();
        }
    }

    /** It is larger than most applications, so it waits for a place as an application does (SPEC A4). */
    private Admission admission() {
        ClientIdentity client = ClientIdentity.of(
                place.installation().home(),
                place.installation().settings(),
                place.launcher().toString());
        return new Admission(
                client.toJson(),
                release.manifestSha256(),
                "differential",
                talk::waits,
                place.transfer().limits());
    }
}

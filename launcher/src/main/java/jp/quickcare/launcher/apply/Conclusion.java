package jp.quickcare.launcher.apply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.receipt.FileStamp;
import jp.quickcare.launcher.receipt.KeptManifests;
import jp.quickcare.launcher.receipt.PinnedManifest;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.receipt.ReceiptEntry;
import jp.quickcare.launcher.register.Registration;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;

/** What follows once the files stand where they belong: register, receipt, clearing up. Each step may be done again. */
final class Conclusion {
    private final Home home;
    private final Journal journal;
    private final Registration registration;

    Conclusion(Home home, Journal journal, Registration registration) {
        this.home = home;
        this.journal = journal;
        this.registration = registration;
    }

    /** Makes everything agree with the new release. */
    void forward() throws IOException {
        PinnedManifest release = KeptManifests.find(home, journal.to())
                .orElseThrow(() -> new IOException("the manifest of the release is lost: " + journal.to()));
        Receipt receipt = receipt(release);
        registration.register(home, release);
        receipt.write(home.receipt());
    }

    /** Makes everything agree with the old release again. */
    void back() throws IOException {
        Path saved = home.folder().resolve(journal.savedReceipt());
        if (Files.exists(saved, LinkOption.NOFOLLOW_LINKS)) {
            DurableFiles.replace(saved, home.receipt());
        } else if (journal.from().isEmpty()) {
            DurableFiles.delete(home.receipt());
        }
        Optional<PinnedManifest> old = journal.from().flatMap(manifest -> KeptManifests.find(home, manifest));
        if (old.isPresent()) {
            registration.register(home, old.get());
        } else if (journal.versionBefore().isPresent()) {
            registration.versions().store(journal.app(), journal.versionBefore().get());
        } else {
            registration.withdraw(home, journal.app());
        }
    }

    /** Removes what only a way back needed; the release before the last one goes only here (SPEC A33). */
    void clearForward() throws IOException {
        List<Sha256> kept = new ArrayList<>(List.of(journal.to()));
        journal.previous().ifPresent(kept::add);
        PreviousRelease.keepOnly(home, journal.previous().stream().toList());
        DurableFiles.deleteTree(home.discarded());
        KeptManifests.keepOnly(home, kept);
        DurableFiles.deleteTree(home.incoming());
    }

    /** Removes the places that files were moved aside to; what was staged waits for the next attempt. */
    void clearBack() throws IOException {
        DurableFiles.deleteTree(home.folder().resolve(journal.asideFolder()));
    }

    private Receipt receipt(PinnedManifest release) throws IOException {
        Map<String, FileStamp> arrived = new HashMap<>();
        journal.arrivals().forEach(arrival -> arrived.put(arrival.move().to(), arrival.stamp()));
        Map<String, ReceiptEntry> known = new HashMap<>();
        Receipt.read(home.receipt())
                .ifPresent(receipt -> receipt.files().forEach(entry -> known.put("app/" + entry.path(), entry)));
        List<ReceiptEntry> entries = new ArrayList<>();
        for (ReleaseFile file : release.manifest().files()) {
            String place = "app/" + file.path();
            FileStamp stamp = arrived.get(place);
            ReceiptEntry before = known.get(place);
            if (stamp == null && before != null && before.sha256().equals(file.sha256())) {
                stamp = before.stamp();
            }
            if (stamp == null) {
                stamp = FileStamp.of(home.folder().resolve(place));
            }
            entries.add(new ReceiptEntry(
                    file.path(),
                    file.lengthBytes(),
                    file.sha256(),
                    file.executable(),
                    stamp.mtimeNanos(),
                    stamp.fileKey()));
        }
        return new Receipt(
                release.manifest().app(),
                release.manifest().version(),
                release.manifest().counter(),
                release.manifest().platform(),
                release.sha256(),
                entries);
    }
}

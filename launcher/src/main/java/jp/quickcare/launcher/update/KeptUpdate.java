package jp.quickcare.launcher.update;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Optional;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.receipt.KeptManifests;
import jp.quickcare.launcher.receipt.PinnedManifest;
import org.slf4j.LoggerFactory;

/**
 * The release that is staged and waits for the next start (SPEC A25): noted durably, its files in staging. The next
 * start verifies them once more, as it does with everything that an earlier attempt left.
 */
final class KeptUpdate {
    private KeptUpdate() {}

    /** From here on the next start puts it in place. */
    static void keep(Home home, PinnedManifest release) throws KeepFailure {
        try {
            KeptManifests.keep(home, release);
            String note = release.sha256().hex() + "\n";
            DurableFiles.write(home.atNextStart(), note.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot keep the update", e, home.atNextStart());
        }
    }

    /** The release that waits: sha256 of its manifest, hex. */
    static Optional<String> find(Home home) {
        try {
            return Files.isRegularFile(home.atNextStart(), LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(Files.readString(home.atNextStart(), StandardCharsets.UTF_8)
                            .strip())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** No release waits any more: it is in place, or another is wanted. */
    static void forget(Home home) {
        try {
            DurableFiles.delete(home.atNextStart());
        } catch (IOException e) {
            LoggerFactory.getLogger(KeptUpdate.class).warn("cannot forget the kept update: {}", e.toString());
        }
    }
}

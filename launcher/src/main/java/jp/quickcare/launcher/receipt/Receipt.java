package jp.quickcare.launcher.receipt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.SafePath;

/**
 * What is installed. Written last of all that an update does, so it never says more than is there. It is a note to
 * ourselves, no proof: whoever can write it can write the application too.
 *
 * @param app the application's id
 * @param version its version, as people know it
 * @param counter what orders its releases
 * @param platform the platform the release is for
 * @param manifestSha256 digest of the release manifest
 * @param files every file of the release, ordered by path
 */
public record Receipt(
        String app, String version, long counter, String platform, Sha256 manifestSha256, List<ReceiptEntry> files) {
    /** Keeps its own copy of the list. */
    public Receipt {
        files = List.copyOf(files);
    }

    /**
     * Reads a receipt. One that is missing, cut off, edited, of another format or unreadable is not there (THREATS
     * FS13): the caller then looks at the files themselves.
     */
    public static Optional<Receipt> read(Path file) {
        return ReceiptText.load(file).flatMap(ReceiptText::parse);
    }

    /**
     * Notes the stamps that these files have now. A file that was copied or restored has another stamp and the same
     * content; its old stamp would have every click read it again. Without a receipt nothing is done.
     *
     * @param found files whose content is known; those of another path or content than the receipt's are passed over
     * @throws IOException the receipt could not be written; the former one stays
     */
    public static void noteStamps(Path file, Collection<ReceiptEntry> found) throws IOException {
        Optional<Receipt> noted = read(file);
        if (noted.isEmpty()) {
            return;
        }
        Map<SafePath, ReceiptEntry> now = new HashMap<>();
        for (ReceiptEntry entry : found) {
            now.put(entry.path(), entry);
        }
        boolean changed = false;
        List<ReceiptEntry> entries = new ArrayList<>(noted.get().files());
        for (int i = 0; i < entries.size(); i++) {
            ReceiptEntry then = entries.get(i);
            ReceiptEntry other = now.getOrDefault(then.path(), then);
            if (!other.stamp().equals(then.stamp())
                    && other.sha256().equals(then.sha256())
                    && other.executable() == then.executable()) {
                entries.set(i, other);
                changed = true;
            }
        }
        if (changed) {
            noted.get().with(entries).write(file);
        }
    }

    private Receipt with(List<ReceiptEntry> entries) {
        return new Receipt(app, version, counter, platform, manifestSha256, entries);
    }

    /** Writes the receipt, durably and all at once. */
    public void write(Path file) throws IOException {
        DurableFiles.write(file, out -> ReceiptText.write(this, out));
    }
}

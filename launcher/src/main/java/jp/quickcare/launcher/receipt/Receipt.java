package jp.quickcare.launcher.receipt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.manifest.digest.Sha256;

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

    /** Writes the receipt, durably and all at once. */
    public void write(Path file) throws IOException {
        DurableFiles.write(file, out -> ReceiptText.write(this, out));
    }
}

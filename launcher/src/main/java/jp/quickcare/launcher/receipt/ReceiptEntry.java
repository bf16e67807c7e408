package jp.quickcare.launcher.receipt;

import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.SafePath;

/**
 * One installed file of a release.
 *
 * @param path under the application's folder
 * @param lengthBytes its size
 * @param sha256 digest of its content
 * @param executable whether the release wants it executable
 * @param mtimeNanos last change of its content when it was put in place, nanoseconds since 1970
 * @param fileKey its number on the volume, or {@code -}; see {@link FileStamp}
 */
public record ReceiptEntry(
        SafePath path, long lengthBytes, Sha256 sha256, boolean executable, long mtimeNanos, String fileKey) {
    /** What the file system should still tell of the file. */
    public FileStamp stamp() {
        return new FileStamp(lengthBytes, mtimeNanos, fileKey);
    }
}

package jp.quickcare.launcher.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;

/** What our own disk refuses is no fault of a source, and no other source mends it. */
final class Disk {
    /** With less than this a volume counts as full. */
    private static final long FULL_BYTES = 1024 * 1024;

    private Disk() {}

    /** The failure for a person: the path, and whether the volume is full. */
    static KeepFailure failure(Path path, IOException e) {
        FailureCode code = isFull(path) ? FailureCode.NO_SPACE : FailureCode.DISK;
        return new KeepFailure(code, "cannot write " + path + ": " + e.getMessage(), e, path.toString());
    }

    /** Makes the names in the folder durable, where the system can. */
    static void syncFolder(Path folder) throws KeepFailure {
        if (java.io.File.separatorChar == '\\') {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    private static boolean isFull(Path path) {
        try {
            Path folder = path.getParent();
            return folder != null && Files.getFileStore(folder).getUsableSpace() < FULL_BYTES;
        } catch (IOException e) {
            return false;
        }
    }
}

package jp.quickcare.launcher.durable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which volume a folder lies on and how much room it has. Folders need not exist yet. */
public final class Volumes {
    private Volumes() {}

    /** Whether files can be renamed from one folder to the other. */
    public static boolean same(Path one, Path other) throws IOException {
        return Files.getFileStore(existing(one)).equals(Files.getFileStore(existing(other)));
    }

    /** Bytes that this user may still write there. */
    public static long usableBytes(Path folder) throws IOException {
        return Files.getFileStore(existing(folder)).getUsableSpace();
    }

    private static Path existing(Path folder) {
        Path at = folder.toAbsolutePath();
        Path parent = at.getParent();
        while (parent != null && !Files.exists(at)) {
            at = parent;
            parent = at.getParent();
        }
        return at;
    }
}

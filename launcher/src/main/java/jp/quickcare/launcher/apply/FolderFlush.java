package jp.quickcare.launcher.apply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import jp.quickcare.launcher.durable.DurableFiles;

/**
 * Remembers in which folders names changed, so that each is flushed once however many files moved. Between two flushes
 * the disk may keep the renames in any order; what must come after is done after.
 */
final class FolderFlush {
    private final Path root;
    private final Set<Path> changed = new LinkedHashSet<>();

    /** @param root flushed as well as every changed folder's way up to it */
    FolderFlush(Path root) {
        this.root = root;
    }

    /** A name in the folder of this file has changed. */
    void changed(Path file) {
        Path at = file.getParent();
        while (at != null && at.startsWith(root) && changed.add(at)) {
            at = at.getParent();
        }
    }

    /** Makes all of it durable; a folder that is gone since has been recorded in the one above it. */
    void flush() throws IOException {
        for (Path folder : changed) {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                DurableFiles.flushFolder(folder);
            }
        }
        changed.clear();
    }
}

package jp.quickcare.launcher.durable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells what stands at paths under one folder without ever going through a link that lies in it (THREATS FS2:
 * symbolic links and Windows' junctions). Remembers what it saw, so it is for one pass. Not thread-safe.
 */
public final class RealFolders {
    private final Path root;
    private final Map<Path, Standing> folders = new HashMap<>();

    /** @param root the folder; it may itself be reached through links, which are its owner's business */
    public RealFolders(Path root) {
        this.root = root;
    }

    /** What was found at a path. */
    public enum Standing {
        /** Nothing. */
        ABSENT,
        /** A regular file. */
        FILE,
        /** A folder. */
        FOLDER,
        /** A link, or a special file, or something that has one or a file above it in place of a folder. */
        OTHER
    }

    /** What stands at this path, given relative to the root with {@code /}. */
    public Standing standing(String path) throws IOException {
        Path at = root.resolve(path);
        Path parent = at.getParent();
        if (parent == null || !at.startsWith(root)) {
            throw new IllegalArgumentException("not under " + root + ": " + path);
        }
        Standing above = folder(parent);
        return above == Standing.FOLDER ? look(at) : above == Standing.ABSENT ? Standing.ABSENT : Standing.OTHER;
    }

    private Standing folder(Path folder) throws IOException {
        Standing known = folders.get(folder);
        if (known == null) {
            Path parent = folder.getParent();
            Standing above = folder.equals(root) || parent == null ? Standing.FOLDER : folder(parent);
            if (folder.equals(root)) {
                known = Files.isDirectory(root) ? Standing.FOLDER : Standing.ABSENT;
            } else {
                known = above == Standing.FOLDER ? look(folder) : above;
            }
            folders.put(folder, known);
        }
        return known;
    }

    private static Standing look(Path at) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(at, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            // A junction is a directory and "other" at once.
            if (attributes.isSymbolicLink() || attributes.isOther()) {
                return Standing.OTHER;
            }
            return attributes.isDirectory() ? Standing.FOLDER : Standing.FILE;
        } catch (NoSuchFileException e) {
            return Standing.ABSENT;
        }
    }
}

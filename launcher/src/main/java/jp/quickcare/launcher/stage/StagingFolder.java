package jp.quickcare.launcher.stage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;
import org.jspecify.annotations.Nullable;

/**
 * Finds the folder of the last attempt again, or makes a new one. Its name is drawn by lot and noted inside the
 * installation, because a name that can be foretold in a folder open to all could be taken by somebody else before us
 * (THREATS FS2); a noted folder that is not plainly our own is left alone and a new one is made.
 */
final class StagingFolder {
    static final String PROBE = "owner.probe";

    private static final String PREFIX = "quickcare-";
    private static final Set<PosixFilePermission> PRIVATE =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private StagingFolder() {}

    static Path open(Home home, Path root) throws IOException {
        Path parent = root.toAbsolutePath().normalize();
        Optional<Path> noted = noted(home);
        if (noted.isPresent()) {
            if (parent.equals(noted.get().getParent()) && isOurs(home, noted.get())) {
                return noted.get();
            }
            discard(home);
        }
        Files.createDirectories(parent);
        Path made = Files.createTempDirectory(parent, PREFIX);
        DurableFiles.createFolders(home.state());
        DurableFiles.write(home.stagingNote(), made.toString().getBytes(StandardCharsets.UTF_8));
        return made;
    }

    /** Removes the noted folder, when it is ours, and the note. */
    static void discard(Home home) throws IOException {
        Optional<Path> noted = noted(home);
        if (noted.isPresent() && isOurs(home, noted.get())) {
            DurableFiles.deleteTree(noted.get());
        }
        DurableFiles.delete(home.stagingNote());
    }

    private static Optional<Path> noted(Home home) throws IOException {
        if (!Files.isRegularFile(home.stagingNote(), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Path noted;
        try {
            noted = Path.of(new String(Files.readAllBytes(home.stagingNote()), StandardCharsets.UTF_8));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
        Path name = noted.getFileName();
        return noted.isAbsolute()
                        && noted.equals(noted.normalize())
                        && name != null
                        && name.toString().startsWith(PREFIX)
                ? Optional.of(noted)
                : Optional.empty();
    }

    /** A real folder, made by this user, that nobody else may enter. */
    private static boolean isOurs(Home home, Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        PosixFileAttributes posix = posix(folder);
        if (posix == null) {
            return Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(self(home));
        }
        return posix.permissions().equals(PRIVATE) && posix.owner().equals(self(home));
    }

    private static @Nullable PosixFileAttributes posix(Path folder) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        return view == null ? null : view.readAttributes();
    }

    /**
     * Who we are to the file system: the owner of what we make. The name is always the same and lies inside the
     * installation, so what a kill leaves is gone at the next time, and nothing gathers in a folder of everybody's.
     */
    private static UserPrincipal self(Home home) throws IOException {
        Path probe = home.state().resolve(PROBE);
        Files.deleteIfExists(probe);
        Files.createFile(probe);
        try {
            return Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS);
        } finally {
            Files.deleteIfExists(probe);
        }
    }
}

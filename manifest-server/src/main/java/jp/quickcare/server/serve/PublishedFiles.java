package jp.quickcare.server.serve;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import jp.quickcare.manifest.digest.Sha256;

/** The files of one repository folder, links never followed. Thread-safe. */
final class PublishedFiles {
    private final Path root;

    /** @param folder exists; it may itself be reached through links */
    PublishedFiles(Path folder) throws IOException {
        this.root = folder.toRealPath();
    }

    Path root() {
        return root;
    }

    /** Where a published file lies, if it is there as a file that no link leads to. */
    Optional<Path> find(RepositoryName name) {
        return find(name.path());
    }

    /** Where a stored object lies, in its compressed form or in its plain one. */
    Optional<Path> find(Sha256 object, boolean compressed) {
        return find(pathOf(object, compressed));
    }

    private Optional<Path> find(String relative) {
        Path file = root.resolve(relative);
        try {
            boolean plain = file.toRealPath().equals(file) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
            return plain ? Optional.of(file) : Optional.empty();
        } catch (IOException e) {
            // Not there, or not for us: to whoever asks that is the same.
            return Optional.empty();
        }
    }

    static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    static String pathOf(Sha256 object, boolean compressed) {
        String hex = object.hex();
        return "objects/" + hex.substring(0, 2) + "/" + hex + (compressed ? ".zst" : "");
    }
}

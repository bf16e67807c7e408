package jp.quickcare.launcher.receipt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.quickcare.launcher.durable.RealFolders;
import jp.quickcare.launcher.durable.RealFolders.Standing;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.SafePath;
import org.jspecify.annotations.Nullable;

/** One look through an application's folder; collects what it finds. */
final class Inspection {
    private final Path root;
    private final RealFolders folders;
    private final Map<SafePath, ReceiptEntry> intact = new LinkedHashMap<>();
    private final List<SafePath> damaged = new ArrayList<>();
    private final List<SafePath> missing = new ArrayList<>();

    Inspection(Path root) {
        this.root = root;
        this.folders = new RealFolders(root);
    }

    /** What a release says of a file. */
    private record Content(long lengthBytes, Sha256 sha256, boolean executable) {
        /** As a record compares, whose own way takes Java ten milliseconds to make. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Content content
                    && lengthBytes == content.lengthBytes
                    && executable == content.executable
                    && sha256.equals(content.sha256);
        }

        @Override
        public int hashCode() {
            return sha256.hashCode();
        }
    }

    Inventory quick(List<ReceiptEntry> expected) throws IOException {
        for (ReceiptEntry file : expected) {
            if (present(file.path(), true)) {
                if (FileStamp.of(at(file.path())).equals(file.stamp())) {
                    intact.put(file.path(), file);
                } else {
                    damaged.add(file.path());
                }
            }
        }
        return new Inventory(intact, damaged, missing);
    }

    Inventory deep(List<ReceiptEntry> expected) throws IOException {
        for (ReceiptEntry file : expected) {
            inspect(file.path(), Set.of(new Content(file.lengthBytes(), file.sha256(), file.executable())), true);
        }
        return new Inventory(intact, damaged, missing);
    }

    Inventory deep(List<ReleaseFile> release, List<ReleaseManifest> others) throws IOException {
        Map<SafePath, Set<Content>> expected = new LinkedHashMap<>();
        Set<SafePath> wanted = new HashSet<>();
        for (ReleaseFile file : release) {
            wanted.add(file.path());
            expect(expected, file);
        }
        for (ReleaseManifest other : others) {
            other.files().forEach(file -> expect(expected, file));
        }
        for (Map.Entry<SafePath, Set<Content>> file : expected.entrySet()) {
            inspect(file.getKey(), file.getValue(), wanted.contains(file.getKey()));
        }
        return new Inventory(intact, damaged, missing);
    }

    private static void expect(Map<SafePath, Set<Content>> expected, ReleaseFile file) {
        expected.computeIfAbsent(file.path(), path -> new LinkedHashSet<>())
                .add(new Content(file.lengthBytes(), file.sha256(), file.executable()));
    }

    /** @param wanted whether to report it when it is not there or is something else */
    private void inspect(SafePath path, Set<Content> possible, boolean wanted) throws IOException {
        if (present(path, wanted)) {
            FileStamp stamp = FileStamp.of(at(path));
            Content found = found(at(path), stamp, possible);
            if (found != null) {
                intact.put(path, entry(path, found, stamp));
            } else if (wanted) {
                damaged.add(path);
            }
        }
    }

    private static ReceiptEntry entry(SafePath path, Content found, FileStamp stamp) {
        return new ReceiptEntry(
                path, stamp.lengthBytes(), found.sha256, found.executable, stamp.mtimeNanos(), stamp.fileKey());
    }

    /** Whether a regular file stands there; reports what does not. */
    private boolean present(SafePath path, boolean wanted) throws IOException {
        Standing standing = folders.standing(path.toString());
        if (wanted && standing == Standing.ABSENT) {
            missing.add(path);
        } else if (wanted && standing != Standing.FILE) {
            damaged.add(path);
        }
        return standing == Standing.FILE;
    }

    /** Which of the possible contents the file has; it is read only when its length fits one. */
    private static @Nullable Content found(Path file, FileStamp stamp, Set<Content> possible) throws IOException {
        if (possible.stream().noneMatch(content -> content.lengthBytes == stamp.lengthBytes())) {
            return null;
        }
        Sha256 sha256 = FileDigest.of(file);
        boolean executable = Files.isExecutable(file);
        for (Content content : possible) {
            if (content.sha256.equals(sha256) && (executable || !content.executable)) {
                return content;
            }
        }
        return null;
    }

    private Path at(SafePath path) {
        return root.resolve(path.toString());
    }
}

package jp.quickcare.server.publish;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.SafePath;
import jp.quickcare.manifest.release.UnsafePathException;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;

/** The files of a folder that is to become a release. */
final class SourceFolder {
    private SourceFolder() {}

    /**
     * A file to publish.
     *
     * @param path inside the release
     * @param file where it lies
     * @param executable as its owner may run it
     */
    record SourceFile(SafePath path, Path file, long lengthBytes, boolean executable) {}

    /**
     * Lists all files, sorted by their path.
     *
     * @param command the file that is started, which is executable wherever the folder lies: Windows knows no such mark, and
     *     an unpacked archive may have lost it
     * @throws ServerFailure a name that is not safe on every system, a link, a special file, an empty folder
     */
    static List<SourceFile> scan(Path folder, Optional<SafePath> command) throws ServerFailure {
        if (!Files.isDirectory(folder)) {
            throw ServerFailure.badInput(Sentence.of("publish.no-folder", folder));
        }
        List<SourceFile> files = new ArrayList<>();
        try {
            // The folder itself may be named by a link, as that of the newest build often is.
            Path real = folder.toRealPath();
            Files.walkFileTree(real, new Lister(real, command, files));
            SafePath.requireNoCollisions(files.stream().map(SourceFile::path).toList());
        } catch (Refused e) {
            throw ServerFailure.badInput(e.sentence);
        } catch (UnsafePathException e) {
            throw new ServerFailure(
                    FailureCode.BAD_INPUT, Sentence.of("publish.collision", folder, String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.reading", folder), e);
        }
        if (files.isEmpty() || files.size() > ReleaseManifest.MAX_FILES) {
            throw ServerFailure.badInput(Sentence.of("publish.files", folder, files.size(), ReleaseManifest.MAX_FILES));
        }
        files.sort(Comparator.comparing(SourceFile::path));
        return files;
    }

    /** The visitor can only throw I/O failures. */
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient Sentence sentence;

        Refused(Sentence sentence) {
            super(sentence.in(Locale.ENGLISH));
            this.sentence = sentence;
        }
    }

    private static final class Lister extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final Optional<SafePath> command;
        private final List<SourceFile> files;

        Lister(Path folder, Optional<SafePath> command, List<SourceFile> files) {
            this.folder = folder;
            this.command = command;
            this.files = files;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isSymbolicLink()) {
                throw new Refused(Sentence.of("publish.link", file));
            }
            if (!attributes.isRegularFile()) {
                throw new Refused(Sentence.of("publish.special", file));
            }
            StringBuilder path = new StringBuilder();
            for (Path name : folder.relativize(file)) {
                path.append(path.isEmpty() ? "" : "/").append(name);
            }
            try {
                SafePath safe = SafePath.of(path.toString());
                boolean executable =
                        executable(file) || command.filter(safe::equals).isPresent();
                files.add(new SourceFile(safe, file, attributes.size(), executable));
            } catch (UnsafePathException e) {
                throw new Refused(Sentence.of("publish.unsafe", folder, String.valueOf(e.getMessage())));
            }
            return FileVisitResult.CONTINUE;
        }

        private static boolean executable(Path file) throws IOException {
            PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            return view != null && view.readAttributes().permissions().contains(PosixFilePermission.OWNER_EXECUTE);
        }
    }
}

package jp.quickcare.launcher.stage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.plan.FileArrival;
import jp.quickcare.launcher.plan.FileArrival.HeldFile;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.progress.Step;
import jp.quickcare.launcher.receipt.ChangeStamp;
import jp.quickcare.launcher.receipt.FileStamp;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;
import org.jspecify.annotations.Nullable;

/** One pass that brings a planned release's files to the application's volume and verifies each one there. */
final class Stager {
    /** Whether the system tells how many names a file has; without that it is copied rather than renamed. */
    static final boolean CAN_RENAME =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    private static final int BUFFER_BYTES = 128 * 1024;

    private final Home home;
    private final UpdatePlan plan;
    private final Path objects;
    private final Map<Sha256, ChangeStamp> verified;
    private final Progress progress;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final Map<Sha256, Path> staged = new HashMap<>();
    private int copies;
    private long doneBytes;
    private long totalBytes;

    Stager(Home home, UpdatePlan plan, Path objects, Map<Sha256, ChangeStamp> verified, Progress progress) {
        this.home = home;
        this.plan = plan;
        this.objects = objects;
        this.verified = verified;
        this.progress = progress;
    }

    StagedRelease stage() throws KeepFailure {
        progress.step(Step.VERIFY);
        List<FileArrival> coming = plan.arrivals().stream()
                .filter(arrival -> !(arrival instanceof HeldFile held && held.inPlace()))
                .toList();
        totalBytes =
                coming.stream().mapToLong(file -> file.file().lengthBytes()).sum();
        List<StagedFile> files = new ArrayList<>();
        try {
            DurableFiles.createFolders(home.incoming());
            for (FileArrival arrival : coming) {
                progress.file(arrival.file().path().toString());
                files.add(stage(arrival));
            }
            flush(files);
        } catch (IOException e) {
            throw Staging.disk("cannot stage in", home.incoming(), e);
        }
        return new StagedRelease(home, plan, files);
    }

    /** Only now, and all together: one after the other, each would wait for the disk alone. */
    private void flush(List<StagedFile> files) throws IOException {
        try {
            DurableFiles.flushFiles(files.stream().map(StagedFile::at).toList());
            DurableFiles.flushFolder(home.incoming());
        } catch (IOException e) {
            // A disk that is asked again says that all is well, and what it could not write is read from memory.
            for (StagedFile file : files) {
                DurableFiles.deleteTree(file.at());
            }
            throw e;
        }
    }

    private StagedFile stage(FileArrival arrival) throws IOException, KeepFailure {
        ReleaseFile file = arrival.file();
        Path to = home.incoming().resolve(nameFor(file.sha256()));
        Path earlier = staged.get(file.sha256());
        if (earlier != null) {
            require(copied(earlier, to, file), file, to, earlier);
        } else if (arrival instanceof HeldFile held) {
            Path from = home.app().resolve(held.at().path().toString());
            if (!Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS) || !copied(from, to, file)) {
                DurableFiles.deleteTree(to);
                throw new KeepFailure(
                        FailureCode.DAMAGED_INSTALLATION, "not what it was installed as: " + from, null, from);
            }
        } else {
            bring(objects.resolve(file.sha256().hex()), to, file);
        }
        staged.putIfAbsent(file.sha256(), to);
        allow(to, file.executable());
        return new StagedFile(file, to, FileStamp.of(to));
    }

    private String nameFor(Sha256 sha256) {
        return staged.containsKey(sha256) ? sha256.hex() + "-" + ++copies : sha256.hex();
    }

    /** Renames where that leaves nobody else a way to the file, else copies. */
    private void bring(Path from, Path to, ReleaseFile file) throws IOException, KeepFailure {
        if (!Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
            DurableFiles.deleteTree(from);
            throw new KeepFailure(
                    FailureCode.FILE_MISSING,
                    "not brought: " + file.path(),
                    null,
                    file.path().toString());
        }
        Optional<ChangeStamp> before = ChangeStamp.of(from).filter(stamp -> stamp.equals(verified.get(file.sha256())));
        boolean right = (hasOneName(from) && renamed(from, to))
                ? isStill(before, to, file) || verified(to, file)
                : copied(from, to, file);
        require(right, file, to, from);
    }

    /** Whether a renamed file is the one that had this stamp, which it has had since its content was verified. */
    private boolean isStill(Optional<ChangeStamp> before, Path at, ReleaseFile file) {
        boolean still = before.isPresent()
                && ChangeStamp.of(at).filter(before.get()::isRenamed).isPresent();
        if (still) {
            doneBytes += file.lengthBytes();
            progress.bytes(doneBytes, totalBytes);
        }
        return still;
    }

    private static void require(boolean right, ReleaseFile file, Path... gone) throws IOException, KeepFailure {
        if (!right) {
            for (Path bad : gone) {
                DurableFiles.deleteTree(bad);
            }
            String detail = "staged file " + file.path() + " is not what the release says";
            throw new KeepFailure(
                    FailureCode.NOT_TRUSTED, detail, null, file.path().toString());
        }
    }

    private static boolean renamed(Path from, Path to) throws IOException {
        try {
            DurableFiles.move(from, to);
            return true;
        } catch (AtomicMoveNotSupportedException e) {
            return false;
        }
    }

    /** A second name of the file, a hard link, would let its holder change it after it was verified. */
    private static boolean hasOneName(Path file) throws IOException {
        return CAN_RENAME
                && Integer.valueOf(1).equals(Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS));
    }

    private boolean verified(Path at, ReleaseFile file) throws IOException, KeepFailure {
        FileStamp before = FileStamp.of(at);
        boolean right = before.lengthBytes() == file.lengthBytes() && read(at, null, file);
        return right && hasOneName(at) && FileStamp.of(at).equals(before);
    }

    private boolean copied(Path from, Path to, ReleaseFile file) throws IOException, KeepFailure {
        try (FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            return read(from, out, file);
        }
    }

    /** Reads no more than the file may have, writes what it read to {@code out} and compares the digest. */
    private boolean read(Path from, @Nullable FileChannel out, ReleaseFile file) throws IOException, KeepFailure {
        MessageDigest digest = Sha256.newDigest();
        long bytes = 0;
        try (SeekableByteChannel in =
                Files.newByteChannel(from, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            while (bytes <= file.lengthBytes() && in.read(buffer.clear()) >= 0) {
                buffer.flip();
                bytes += buffer.remaining();
                doneBytes += buffer.remaining();
                digest.update(buffer.duplicate());
                while (out != null && buffer.hasRemaining()) {
                    out.write(buffer);
                }
                progress.bytes(doneBytes, totalBytes);
                if (progress.cancelled()) {
                    throw new KeepFailure(FailureCode.CANCELLED, "stopped while staging", null);
                }
            }
        }
        return bytes == file.lengthBytes() && Sha256.of(digest).equals(file.sha256());
    }

    /** Every user of the PC may read and start the application; only its owner may change it. */
    private static void allow(Path file, boolean executable) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view != null) {
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}

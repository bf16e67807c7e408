package jp.quickcare.launcher.fetch;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Optional;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.receipt.ChangeStamp;
import jp.quickcare.manifest.digest.Sha256;

/**
 * One object while it comes in: its stored bytes grow in a {@code .part} file, and nothing has the object's own name
 * before its digest is right and it is on the disk. Used by one thread.
 */
final class Incoming implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final WantedObject wanted;
    private final Path folder;
    private final Path part;
    private final FileChannel channel;
    private final MessageDigest plainDigest;
    private final long resumedAt;
    private long held;
    private boolean right;

    private Incoming(WantedObject wanted, Path folder, Path part, FileChannel channel, MessageDigest soFar, long held) {
        this.wanted = wanted;
        this.folder = folder;
        this.part = part;
        this.channel = channel;
        this.plainDigest = soFar;
        this.resumedAt = held;
        this.held = held;
    }

    /** How many stored bytes an earlier attempt left; more than the object has are dropped. */
    static long heldBytes(Path folder, WantedObject wanted) throws KeepFailure {
        Path part = partOf(folder, wanted);
        try {
            if (!Files.isRegularFile(part, NOFOLLOW_LINKS)) {
                Files.deleteIfExists(part);
                return 0;
            }
            long size = Files.readAttributes(part, BasicFileAttributes.class, NOFOLLOW_LINKS)
                    .size();
            if (size <= wanted.storedBytes()) {
                return size;
            }
            Files.delete(part);
            return 0;
        } catch (IOException e) {
            throw Disk.failure(part, e);
        }
    }

    /** Goes on behind the first {@code keep} stored bytes that are held, and drops what is behind them. */
    static Incoming open(Path folder, WantedObject wanted, long keep) throws KeepFailure {
        Path part = partOf(folder, wanted);
        try {
            FileChannel channel = FileChannel.open(part, CREATE, READ, WRITE, NOFOLLOW_LINKS);
            try {
                channel.truncate(keep);
                MessageDigest digest = Sha256.newDigest();
                if (!wanted.compressed()) {
                    digestFrom(channel, digest);
                }
                channel.position(keep);
                return new Incoming(wanted, folder, part, channel, digest, keep);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw Disk.failure(part, e);
        }
    }

    /** Forgets what an earlier attempt left of it. @return how many stored bytes that were */
    static long drop(Path folder, WantedObject wanted) throws KeepFailure {
        long held = heldBytes(folder, wanted);
        try {
            Files.deleteIfExists(partOf(folder, wanted));
        } catch (IOException e) {
            throw Disk.failure(partOf(folder, wanted), e);
        }
        return held;
    }

    /** True where the object already lies there under its own name with the right content; a wrong one is deleted. */
    static boolean isThere(Path folder, WantedObject wanted) throws KeepFailure {
        Path file = folder.resolve(wanted.sha256().hex());
        try {
            if (Files.isRegularFile(file, NOFOLLOW_LINKS) && Files.size(file) == wanted.lengthBytes()) {
                try (FileChannel channel = FileChannel.open(file, READ, NOFOLLOW_LINKS)) {
                    MessageDigest digest = Sha256.newDigest();
                    digestFrom(channel, digest);
                    if (Sha256.of(digest).equals(wanted.sha256())) {
                        return true;
                    }
                }
            }
            Files.deleteIfExists(file);
            return false;
        } catch (IOException e) {
            throw Disk.failure(file, e);
        }
    }

    void write(byte[] bytes, int offset, int length) throws KeepFailure {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw Disk.failure(part, e);
        }
        if (!wanted.compressed()) {
            plainDigest.update(bytes, offset, length);
        }
        held += length;
    }

    /** Stored bytes that are still to come. */
    long missingBytes() {
        return wanted.storedBytes() - held;
    }

    /** True where it goes on behind bytes of an earlier attempt, which may be to blame for a wrong digest. */
    boolean resumed() {
        return resumedAt > 0;
    }

    /**
     * Checks an object whose stored bytes are all there. Of wrong content nothing is kept; right content is to be
     * {@link #settle settled}, and is out of reach of {@link #close} until then.
     *
     * @return whether the content is right
     */
    boolean check() throws KeepFailure {
        Path plain = plainPart();
        try {
            if (wanted.compressed()) {
                decode(plain);
            }
            right = missingBytes() == 0 && Sha256.of(plainDigest).equals(wanted.sha256());
            if (!right) {
                channel.close();
                Files.deleteIfExists(plain);
                Files.deleteIfExists(part);
            }
            return right;
        } catch (IOException e) {
            throw Disk.failure(part, e);
        }
    }

    /**
     * Gives checked content the object's own name, durably. May be called by another thread. Where it
     * cannot be written out nothing of it is kept: a disk that is asked again says that all is well, and the content would
     * be read from memory.
     *
     * @return what the file system tells of it now; empty where it does not
     */
    Optional<ChangeStamp> settle() throws KeepFailure {
        Path plain = plainPart();
        flush(plain);
        try {
            // Closed first: not every system moves a file that is open.
            Path file = folder.resolve(wanted.sha256().hex());
            DurableFiles.move(plain, file);
            Files.deleteIfExists(part);
            return ChangeStamp.of(file);
        } catch (IOException e) {
            throw Disk.failure(part, e);
        }
    }

    private void flush(Path plain) throws KeepFailure {
        try (channel;
                FileChannel written = wanted.compressed() ? FileChannel.open(plain, WRITE, NOFOLLOW_LINKS) : channel) {
            written.force(false);
        } catch (IOException e) {
            plain.toFile().delete();
            part.toFile().delete();
            throw Disk.failure(part, e);
        }
    }

    private Path plainPart() {
        return folder.resolve(wanted.sha256().hex() + ".part");
    }

    private void decode(Path plain) throws IOException {
        channel.position(0);
        try (FileChannel out = FileChannel.open(plain, CREATE, TRUNCATE_EXISTING, WRITE, NOFOLLOW_LINKS)) {
            BoundedZstd.decode(channel, out, wanted.lengthBytes(), plainDigest);
        }
    }

    @Override
    public void close() throws KeepFailure {
        if (right) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw Disk.failure(part, e);
        }
    }

    private static void digestFrom(FileChannel channel, MessageDigest digest) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        channel.position(0);
        while (channel.read(buffer) >= 0) {
            digest.update(buffer.flip());
            buffer.clear();
        }
    }

    private static Path partOf(Path folder, WantedObject wanted) {
        return folder.resolve(wanted.storedName() + ".part");
    }
}

package jp.quickcare.server.durable;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import org.jspecify.annotations.Nullable;

/** Lets one command at a time write a folder. The system frees it when its process ends, however that happens. */
public final class FolderLock implements Closeable {
    private static final String FILE = ".lock";
    // Far behind the text in the file, so that a second command can read who holds it, also where locks are mandatory.
    private static final long POSITION = Long.MAX_VALUE - 1;
    private static final int MAX_HOLDER_BYTES = 200;
    private static final String HOLDER_ENDS = ", process ";
    private static final Duration POLL = Duration.ofMillis(50);

    /** Who signs metadata anew, as a running server does by itself, is done in a moment: nobody is sent away for that. */
    public static final String REFRESH = "refresh";

    private static final Duration BEHIND_REFRESH = Duration.ofSeconds(10);

    /** Who has just taken it has not said so yet: until then the file names the one before. */
    private static final Duration UNTIL_SAID = Duration.ofMillis(250);

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** What is done while nobody else may write. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it. */
        T run() throws ServerFailure, IOException;
    }

    /**
     * Does something that nobody else may do in the folder at the same time. It waits for whoever signs metadata anew.
     *
     * @param what the command, for the sentences that people read, for example {@code publish qc/1.0/any}
     * @throws ServerFailure the work's own, {@link FailureCode#BUSY}, or {@link FailureCode#DISK} for its I/O failures
     */
    public static <T> T holding(Path folder, String what, Work<T> work) throws ServerFailure {
        FolderLock lock =
                take(folder, what, other -> other.startsWith(REFRESH + HOLDER_ENDS) ? BEHIND_REFRESH : UNTIL_SAID);
        try {
            return work.run();
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.working", what, folder), e);
        } finally {
            lock.close();
        }
    }

    /**
     * Takes the lock or fails at once.
     *
     * @param holder the command that takes it, for the sentence that others read
     * @throws ServerFailure {@link FailureCode#BUSY} naming who holds it, {@link FailureCode#DISK}
     */
    public static FolderLock take(Path folder, String holder) throws ServerFailure {
        return take(folder, holder, other -> Duration.ZERO);
    }

    /** @param patience how long to wait for whoever is named */
    private static FolderLock take(Path folder, String holder, Function<String, Duration> patience)
            throws ServerFailure {
        long begin = System.nanoTime();
        Path file = folder.resolve(FILE);
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FolderLock lock = new FolderLock(channel);
            while (!lock.tryLock()) {
                String other = lock.readHolder();
                if (System.nanoTime() - begin >= patience.apply(other).toNanos()) {
                    channel.close();
                    throw new ServerFailure(FailureCode.BUSY, Sentence.of("folder.busy", folder, other));
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
            lock.writeHolder(holder + HOLDER_ENDS + ProcessHandle.current().pid());
            return lock;
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.locking", folder), e);
        }
    }

    private boolean tryLock() throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock(POSITION, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private void writeHolder(String holder) throws IOException {
        ByteBuffer text = ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8));
        channel.truncate(0);
        channel.write(text, 0);
    }

    private String readHolder() throws IOException {
        ByteBuffer text = ByteBuffer.allocate(MAX_HOLDER_BYTES);
        channel.read(text, 0);
        String holder = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
        return holder.isBlank() ? "it has not said which" : holder;
    }

    /** Frees the lock. The file stays: deleting it would let two commands lock two files of one name. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock is gone with the channel, and nothing was to be written.
            throw new java.io.UncheckedIOException(e);
        }
    }
}

package jp.quickcare.launcher.launch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The word for a click that was begun ahead, in a file that is locked until it is said. However the process ends that
 * should have said it, the lock is gone with it and the file is empty: then the click ends, and nothing starts.
 */
public final class StartSignal implements Closeable {
    /** System property of the click: the file. */
    public static final String PROPERTY = "quickcare.signal";

    private final Path file;
    private final FileChannel channel;

    private StartSignal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** One that is not given yet. @throws IOException there is no place for it */
    public static StartSignal prepare() throws IOException {
        Path file = Files.createTempFile("quickcare-start-", null);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel.lock();
        return new StartSignal(file, channel);
    }

    /** What the click is told of it. */
    public String option() {
        return "-D" + PROPERTY + "=" + file;
    }

    /** From here on the click goes on. */
    public void give() throws IOException {
        channel.write(ByteBuffer.wrap(new byte[] {1}));
        close();
    }

    /** The click goes on if it was told to, else it ends. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Removes the file, which nobody waits for. */
    public void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Waits for the word; removes the file. @return whether it was given */
    public static boolean await(Path file) {
        try {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                channel.lock(0, Long.MAX_VALUE, true);
                return channel.size() > 0;
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // Whoever prepared it starts the application in the ordinary way where the click has ended.
            return false;
        }
    }
}

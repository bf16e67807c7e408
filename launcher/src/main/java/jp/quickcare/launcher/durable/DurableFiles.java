package jp.quickcare.launcher.durable;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * Writing that survives a power cut (SPEC A26): what a method has returned from is on the disk, and what it has not
 * returned from is there whole or not at all. Stateless and thread-safe; no method follows a symbolic link at the
 * last name of a path it changes.
 */
public final class DurableFiles {
    /** Marks a file that was being written; recovery may delete any such file of ours. */
    public static final String UNFINISHED = ".unfinished";

    private static final String FLUSH = "flush-";

    private static final int BUFFER_BYTES = 64 * 1024;

    private DurableFiles() {}

    /** Writes the content of a file, to be made durable by the caller of the action. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything to the stream and leaves it open. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Makes a file hold exactly these bytes: written beside it, flushed, renamed over it, its folder flushed.
     *
     * @throws IOException when it could not; the file is then as it was
     */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, new Bytes(content));
    }

    /** No lambda, for the reason given at {@link Renaming}. */
    private static final class Bytes implements Content {
        private final byte[] content;

        Bytes(byte[] content) {
            this.content = content;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(content);
        }
    }

    /** As {@link #write(Path, byte[])}, for content that is never held whole. */
    public static void write(Path file, Content content) throws IOException {
        Path folder = folderOf(file);
        Path unfinished = folder.resolve(file.getFileName() + UNFINISHED);
        // A left-over might be a link somebody planted: it is removed, never written through.
        Files.deleteIfExists(unfinished);
        try {
            try (FileChannel channel =
                    FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Renaming.replace(unfinished, file);
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
        flushFolder(folder);
    }

    /**
     * Changes one byte of a file in place, durably. One byte is never half written, and none needs room on the disk.
     *
     * @param position within the file, from 0
     */
    public static void overwriteByte(Path file, long position, byte value) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (channel.write(ByteBuffer.wrap(new byte[] {value}), position) != 1) {
                throw new IOException("nothing written to " + file);
            }
            channel.force(true);
        }
    }

    /**
     * Renames to a name that is free, on the same volume. Neither folder is flushed: the caller does so once for many
     * renames. Where a virus scanner or another program holds the file for a moment, it is tried again for a bounded
     * time.
     *
     * @throws FileAlreadyExistsException when the name is taken; nothing has changed
     * @throws java.nio.file.AtomicMoveNotSupportedException when the two lie on different volumes
     */
    public static void move(Path from, Path to) throws IOException {
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        Renaming.replace(from, to);
    }

    /** Deletes a file or link, or nothing when there is none, and flushes its folder. */
    public static void delete(Path file) throws IOException {
        if (Renaming.delete(file)) {
            flushFolder(folderOf(file));
        }
    }

    /**
     * Deletes a folder with all in it, a file, or a link (never what it points to); nothing when there is none. Not
     * flushed: a power cut may bring some of it back.
     */
    public static void deleteTree(Path root) throws IOException {
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            Renaming.delete(root);
            return;
        }
        for (Path child : children(root)) {
            deleteTree(child);
        }
        Renaming.delete(root);
    }

    /**
     * Makes a folder and those above it that are missing; each new one is recorded on the disk in the folder above.
     *
     * @throws FileAlreadyExistsException when a file or a link stands in the way
     */
    public static void createFolders(Path folder) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        Path at = folder;
        while (at != null && !Files.isDirectory(at)) {
            missing.push(at);
            at = at.getParent();
        }
        for (Path next : missing) {
            Files.createDirectory(next);
            flushFolder(folderOf(next));
        }
    }

    /** What lies in a folder, in no order; empty when there is no such folder. A link in the folder is listed as itself. */
    public static List<Path> children(Path folder) throws IOException {
        List<Path> children = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                children.add(entry);
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return children;
    }

    /** Makes the content of a file durable. */
    public static void flushFile(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            channel.force(true);
        }
    }

    /** Makes the contents of many files durable, several at a time: the disk writes them out together. */
    public static void flushFiles(Collection<Path> files) throws IOException {
        ParallelFlush.of(files);
    }

    /**
     * Makes the names in a folder durable: what was made, renamed and deleted in it. Windows lets nobody flush a
     * folder. It writes changes of names to one journal a volume, in their order, so a file that is made after them and
     * flushed takes them to the disk with it.
     */
    public static void flushFolder(Path folder) throws IOException {
        if (Platform.WINDOWS) {
            try (FileChannel last = FileChannel.open(
                    folder.resolve(FLUSH + ProcessHandle.current().pid() + UNFINISHED),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE)) {
                last.write(ByteBuffer.allocate(1));
                last.force(true);
            }
        } else {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Deletes what a power cut in {@link #flushFolder} has left in a folder of Windows. */
    public static void deleteFlushMarks(Path folder) throws IOException {
        for (Path file : children(folder)) {
            String name = String.valueOf(file.getFileName());
            if (name.startsWith(FLUSH)
                    && name.endsWith(UNFINISHED)
                    && name.substring(FLUSH.length(), name.length() - UNFINISHED.length())
                            .chars()
                            .allMatch(c -> c >= '0' && c <= '9')) {
                deleteTree(file);
            }
        }
    }

    /** Renames over whatever file has that name, on the same volume, and flushes both folders. Needs no room. */
    public static void replace(Path from, Path to) throws IOException {
        Renaming.replace(from, to);
        flushFolder(folderOf(from));
        flushFolder(folderOf(to));
    }

    private static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("not a file in a folder: " + file);
        }
        return folder;
    }
}

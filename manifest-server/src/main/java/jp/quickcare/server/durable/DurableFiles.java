package jp.quickcare.server.durable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes files so that after a kill or a power cut each is there as it was or as it is to be: written beside its place,
 * flushed to the disk, renamed into place, the folder flushed.
 */
public final class DurableFiles {
    /** The end of the name of a file that is not in place yet; such a file may be deleted when nobody writes. */
    public static final String TEMPORARY = ".tmp";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private DurableFiles() {}

    /** Makes {@code file} have this content, whole or not at all; it lasts when this returns. */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, content, false);
    }

    /** As {@link #write}, and from its first byte on only the owner may read the file, where the system can say so. */
    public static void writePrivate(Path file, byte[] content) throws IOException {
        write(file, content, true);
    }

    /** As {@link #write}, over a file that is there; who may read and write it, and whose it is, stays. */
    public static void replace(Path file, byte[] content) throws IOException {
        PosixFileAttributes before = WINDOWS ? null : Files.readAttributes(file, PosixFileAttributes.class);
        write(file, content, true, before);
    }

    /**
     * Takes from all others the right to read this file. Its group keeps it only where the file is not of who owns the
     * folder: then it is there for the group to read.
     */
    public static void keepPrivate(Path file) throws IOException {
        if (WINDOWS) {
            keepPrivateOnWindows(file);
            return;
        }
        Set<PosixFilePermission> allowed = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        allowed.removeIf(one -> one.name().startsWith("OTHERS"));
        if (Files.getOwner(file).equals(Files.getOwner(folderOf(file)))) {
            allowed.removeIf(one -> one.name().startsWith("GROUP"));
        }
        Files.setPosixFilePermissions(file, allowed);
    }

    /** Of those that its folder lets in stay the owner, the administrators and the system. */
    private static void keepPrivateOnWindows(Path file) throws IOException {
        AclFileAttributeView view = Files.getFileAttributeView(file, AclFileAttributeView.class);
        if (view == null) {
            return;
        }
        UserPrincipal owner = view.getOwner();
        List<AclEntry> kept = new ArrayList<>();
        kept.add(AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(owner)
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .build());
        for (AclEntry entry : view.getAcl()) {
            String name = entry.principal().getName();
            if (name.endsWith("\\SYSTEM") || name.endsWith("\\Administrators")) {
                kept.add(AclEntry.newBuilder(entry).setFlags(Set.of()).build());
            }
        }
        view.setAcl(kept);
    }

    private static void write(Path file, byte[] content, boolean ownerOnly) throws IOException {
        write(file, content, ownerOnly, null);
    }

    private static void write(Path file, byte[] content, boolean ownerOnly, @Nullable PosixFileAttributes as)
            throws IOException {
        Path temporary = temporaryFor(file);
        Files.deleteIfExists(temporary);
        if (ownerOnly && !WINDOWS) {
            Files.createFile(temporary, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } else {
            Files.createFile(temporary);
        }
        if (as != null) {
            belongAs(temporary, as);
        } else if (ownerOnly && WINDOWS) {
            keepPrivateOnWindows(temporary);
        }
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            discard(temporary, e);
            throw e;
        }
        moveIntoPlace(temporary, file);
        flushFolder(folderOf(file));
    }

    private static void belongAs(Path file, PosixFileAttributes as) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        PosixFileAttributes now = view.readAttributes();
        // Only an administrator can give a file away, and only he finds files of another's to replace.
        if (!now.owner().equals(as.owner())) {
            view.setOwner(as.owner());
        }
        if (!now.group().equals(as.group())) {
            view.setGroup(as.group());
        }
        view.setPermissions(as.permissions());
    }

    /** Where {@code file} is written before it is in place. */
    public static Path temporaryFor(Path file) {
        return file.resolveSibling("." + file.getFileName() + TEMPORARY);
    }

    /** Flushes the content of a file to the disk. */
    public static void flush(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Flushes the contents of many files, several at a time: the disk writes them out together. */
    public static void flushAll(Collection<Path> files) throws IOException {
        ParallelFlush.of(files);
    }

    /** Renames atomically, over what is there; lasts only after {@link #flushFolder}. */
    public static void moveIntoPlace(Path temporary, Path file) throws IOException {
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Makes renames and deletions in a folder last. Windows has no such call and does it by itself. */
    public static void flushFolder(Path folder) throws IOException {
        if (WINDOWS) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes a folder and those above it, and makes each that is new last. */
    public static void makeFolders(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            return;
        }
        Path parent = absolute.getParent();
        if (parent != null) {
            makeFolders(parent);
        }
        Files.createDirectories(absolute);
        if (parent != null) {
            flushFolder(parent);
        }
    }

    /** Deletes a left-over after {@code failure}, which stays the one that is told. */
    public static void discard(Path leftOver, IOException failure) {
        try {
            Files.deleteIfExists(leftOver);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static Path folderOf(Path file) {
        @Nullable Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("not a file: " + file);
        }
        return parent;
    }
}

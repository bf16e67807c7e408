package jp.quickcare.launcher.receipt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a file system tells of a file without reading it; a file whose stamp has not changed is taken to hold what it
 * held.
 *
 * @param lengthBytes its size
 * @param mtimeNanos last change of its content, nanoseconds since 1970
 * @param fileKey its number on its volume, or {@code -} where there is none (Windows); not the volume's own number,
 *     which some systems give anew at each start
 */
public record FileStamp(long lengthBytes, long mtimeNanos, String fileKey) {
    private static final String NO_KEY = "-";

    /**
     * The stamp of a regular file. A link is not followed.
     *
     * @throws java.nio.file.NoSuchFileException when there is none
     * @throws IOException also when it is no regular file
     */
    public static FileStamp of(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new IOException("not a regular file: ".concat(file.toString()));
        }
        return of(attributes);
    }

    /** The stamp that these attributes tell of. */
    public static FileStamp of(BasicFileAttributes attributes) {
        return new FileStamp(
                attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), keyOf(attributes.fileKey()));
    }

    /** By hand, because the click compares stamps and what a record generates starts up slowly. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileStamp that
                && lengthBytes == that.lengthBytes
                && mtimeNanos == that.mtimeNanos
                && fileKey.equals(that.fileKey);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(lengthBytes) * 31 + Long.hashCode(mtimeNanos);
    }

    /** {@code (dev=fd01,ino=1234)} is how the JDK prints the pair on Unix, and its only way to tell it. */
    private static String keyOf(@Nullable Object fileKey) {
        if (fileKey == null) {
            return NO_KEY;
        }
        String text = fileKey.toString();
        int from = text.indexOf("ino=");
        int to = text.indexOf(')', Math.max(from, 0));
        return from < 0 || to < 0 ? NO_KEY : text.substring(from + 4, to);
    }
}

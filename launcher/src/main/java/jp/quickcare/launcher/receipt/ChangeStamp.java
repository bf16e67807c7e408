package jp.quickcare.launcher.receipt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a file system tells of a file that has one name, and tells otherwise after every change: of content, rights, owner
 * or names. Nobody can set it back, as the times of a {@link FileStamp} can be. A file whose content was verified and
 * whose stamp is the same since, need not be read again (THREATS CT10). The system's clock for changes moves some hundred
 * times a second: of two changes within one such moment the second is not told, so it takes a folder that is private to
 * the user as well.
 *
 * @param volume number of the volume
 * @param number of the file on it
 * @param lengthBytes its size
 * @param modifiedNanos last change of its content, nanoseconds since 1970
 * @param changedNanos last change of whatever else, by the system's own clock
 */
public record ChangeStamp(long volume, long number, long lengthBytes, long modifiedNanos, long changedNanos) {
    private static final String ASKED = "unix:dev,ino,nlink,size,lastModifiedTime,ctime,isRegularFile";

    /**
     * The stamp of a regular file that has no second name. A link is not followed.
     *
     * @return empty for anything else, and where the system does not tell (Windows)
     */
    public static Optional<ChangeStamp> of(Path file) {
        try {
            Map<String, Object> told = Files.readAttributes(file, ASKED, LinkOption.NOFOLLOW_LINKS);
            boolean one = Integer.valueOf(1).equals(told.get("nlink"));
            return one && Boolean.TRUE.equals(told.get("isRegularFile"))
                    ? Optional.of(new ChangeStamp(
                            number(told, "dev"),
                            number(told, "ino"),
                            number(told, "size"),
                            nanos(told, "lastModifiedTime"),
                            nanos(told, "ctime")))
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static long number(Map<String, Object> told, String name) throws IOException {
        if (told.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw new IOException("no " + name);
    }

    private static long nanos(Map<String, Object> told, String name) throws IOException {
        if (told.get(name) instanceof FileTime time) {
            return time.to(TimeUnit.NANOSECONDS);
        }
        throw new IOException("no " + name);
    }

    // Written out: what Java makes for a record costs an update milliseconds at first use.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChangeStamp stamp && isRenamed(stamp) && stamp.changedNanos == changedNanos;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }

    /** Whether this is the same file with the same content under another name: a new name changes the last time only. */
    public boolean isRenamed(ChangeStamp other) {
        return volume == other.volume
                && number == other.number
                && lengthBytes == other.lengthBytes
                && modifiedNanos == other.modifiedNanos;
    }
}

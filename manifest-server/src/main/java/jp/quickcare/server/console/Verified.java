package jp.quickcare.server.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.repository.ServerFolder;
import org.jspecify.annotations.Nullable;

/**
 * Something read from a repository whose signatures were checked, kept while the repository's timestamps stay as they
 * are: pages that look again twice a second need not check the same signatures again. Thread-safe.
 */
final class Verified<T> {
    /** Metadata expires, too. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    /** Reads and checks it. */
    interface Reading<T> {
        T read(Instant now) throws ServerFailure;
    }

    private record Seen<T>(String stamp, Instant until, T value) {}

    private final List<Path> timestamps;
    private final Reading<T> reading;
    private volatile @Nullable Seen<T> last;

    Verified(ServerFolder site, Reading<T> reading) {
        this.timestamps = List.of(
                site.repository().releaseMetadata().path().resolve("timestamp.json"),
                site.repository().siteMetadata().path().resolve("timestamp.json"));
        this.reading = reading;
    }

    T get(Instant now) throws ServerFailure {
        String stamp = stamp();
        Seen<T> before = last;
        if (before != null
                && before.stamp.equals(stamp)
                && now.isBefore(before.until)
                && !now.isBefore(before.until.minus(KEPT))) {
            return before.value;
        }
        T value = reading.read(now);
        // What was read while it changed is newer than its stamp, and is read anew next time.
        last = new Seen<>(stamp, now.plus(KEPT), value);
        return value;
    }

    /** The timestamps as they lie; they change with everything else, last of all. */
    private String stamp() {
        StringBuilder all = new StringBuilder();
        for (Path timestamp : timestamps) {
            try {
                all.append(Files.readString(timestamp, StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                // It is not there yet, or reading says so itself.
                all.append('-');
            }
        }
        return all.toString();
    }
}

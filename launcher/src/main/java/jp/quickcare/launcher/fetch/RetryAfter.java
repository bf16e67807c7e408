package jp.quickcare.launcher.fetch;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a server says of when to come again. */
final class RetryAfter {
    private static final int LONGEST_SECONDS = 3600;

    private RetryAfter() {}

    /** @param header value of {@code Retry-After}; a date, which a wrong clock makes useless, is passed over */
    static Optional<Duration> of(@Nullable String header) {
        if (header == null || !header.matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Math.min(LONGEST_SECONDS, Long.parseLong(header))));
    }
}

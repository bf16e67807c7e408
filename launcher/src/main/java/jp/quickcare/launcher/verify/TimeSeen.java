package jp.quickcare.launcher.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.policy.LastCheck;

/**
 * The highest time at which metadata was ever found fresh. A clock that is behind it is wrong, so dates are judged by
 * this time then: setting the clock back brings nothing expired to life (THREATS FS13). A time counts only once all
 * metadata was fresh at it, so a clock that ran years ahead leaves no mark.
 */
final class TimeSeen {
    private final Home home;

    TimeSeen(Home home) {
        this.home = home;
    }

    private Path file() {
        return home.state().resolve("trust").resolve("time");
    }

    /** The present: what the clock says, or the highest time ever seen where that is later. */
    Instant present(Clock clock) {
        Instant now = clock.instant();
        Instant seen = highest();
        return now.isBefore(seen) ? seen : now;
    }

    /** The highest time ever seen; the epoch when there is none. Kept twice, since either file may be lost. */
    Instant highest() {
        LastCheck check = LastCheck.read(home.lastCheck().toFile());
        Instant noted = check == null ? Instant.EPOCH : Instant.ofEpochMilli(check.highestTimeMillis());
        Instant kept = read();
        return kept.isAfter(noted) ? kept : noted;
    }

    private Instant read() {
        try {
            return Instant.parse(
                    Files.readString(file(), StandardCharsets.UTF_8).strip());
        } catch (IOException | DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    /** Keeps a time at which everything was fresh. */
    void keep(Instant present) throws IOException {
        if (present.isAfter(highest())) {
            DurableFiles.createFolders(home.state().resolve("trust"));
            DurableFiles.write(file(), present.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}

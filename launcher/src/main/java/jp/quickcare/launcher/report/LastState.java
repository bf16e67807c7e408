package jp.quickcare.launcher.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.identity.ClientIdentity;
import org.jspecify.annotations.Nullable;

/**
 * The reason that was found last, in {@code state/last-state}, whose time is that of the finding.
 *
 * @param why the reason
 * @param detail what more support wants to know; may be empty
 * @param offered version of the release that is offered; empty where none is
 */
public record LastState(Why why, String detail, String offered) {
    // Written out: what Java makes for a record costs an update milliseconds at first use.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LastState state
                && state.why == why
                && state.detail.equals(detail)
                && state.offered.equals(offered);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * why.hashCode() + detail.hashCode()) + offered.hashCode();
    }

    /** Where it is kept. */
    public static Path file(Home home) {
        return home.state().resolve("last-state");
    }

    /** Reads it; empty where there is none, or it is not whole. */
    public static Optional<LastState> read(Home home) {
        try {
            List<String> lines = Files.readAllLines(file(home));
            for (Why why : Why.values()) {
                if (lines.size() == 3 && why.code().equals(lines.get(0))) {
                    return Optional.of(new LastState(why, lines.get(1), lines.get(2)));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps it. @return false where it was the same already */
    boolean keep(Home home) throws IOException {
        LastState plain = new LastState(why, ClientIdentity.plain(detail), ClientIdentity.plain(offered));
        if (read(home).equals(Optional.of(plain))) {
            Files.setLastModifiedTime(file(home), FileTime.from(Instant.now()));
            return false;
        }
        String text = why.code() + "\n" + plain.detail() + "\n" + plain.offered() + "\n";
        Path unfinished = home.state().resolve("last-state." + UUID.randomUUID());
        Files.writeString(unfinished, text, StandardCharsets.UTF_8);
        Files.move(unfinished, file(home), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }
}

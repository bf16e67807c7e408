package jp.quickcare.server.admission;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;

/**
 * The right to transfer, or to wait for it. Whoever knows its id has it.
 *
 * @param id 22 characters that nobody can guess
 * @param granted whether it may be used now; else it waits
 * @param numbers how busy it is
 * @param lease it is lost after so long without a sign of life
 */
public record Ticket(String id, boolean granted, Numbers numbers, Duration lease) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As clients are told of it: ASCII, in one line. */
    String toJson() {
        return JSON.createObjectNode()
                .put("id", id)
                .put("state", granted ? "granted" : "waiting")
                .put("updating", numbers.updating())
                .put("waiting", numbers.waiting())
                .put("limit", numbers.limit())
                .put("leaseSeconds", lease.toSeconds())
                .toString();
    }

    /** Whether it tells a client anything else than that one. */
    boolean tellsMoreThan(Ticket told) {
        return granted != told.granted || !numbers.equals(told.numbers);
    }
}

package jp.quickcare.server.clients;

import java.time.Instant;
import java.util.Optional;

/**
 * A PC as the server knows it.
 *
 * @param info what it last said of itself
 * @param firstSeen when it first asked for anything
 * @param lastSeen when it last did, to the minute
 * @param why why it runs what it runs; empty until it has said so
 * @param detail what more it said of that, as it stands; may be empty
 * @param offered the version that it was offered, when it said why
 * @param whyTime when it said so
 * @param updates how many updates it has begun
 */
public record Client(
        ClientInfo info,
        Instant firstSeen,
        Instant lastSeen,
        Optional<Why> why,
        String detail,
        Optional<String> offered,
        Optional<Instant> whyTime,
        long updates) {}

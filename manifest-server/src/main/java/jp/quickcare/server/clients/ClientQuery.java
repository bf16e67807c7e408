package jp.quickcare.server.clients;

import java.util.Optional;

/**
 * Which PCs are looked for.
 *
 * @param text in the PC's name, user, version or channel, however written; empty for all
 * @param why only those that said so
 */
public record ClientQuery(String text, Optional<Why> why) {
    /** Every PC. */
    public static final ClientQuery ALL = new ClientQuery("", Optional.empty());
}

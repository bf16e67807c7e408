package jp.quickcare.server.clients;

import java.util.Optional;

/**
 * Which PCs are looked for.
 *
 * @param text in the PC's name, user, version or channel, however written; empty for all
 * @param why only those that said so
 * @param unknown only those that have not said anything that this server knows
 */
public record ClientQuery(String text, Optional<Why> why, boolean unknown) {
    /** Every PC. */
    public static final ClientQuery ALL = new ClientQuery("", Optional.empty());

    /** Whatever it is that they said, or only those that said so. */
    public ClientQuery(String text, Optional<Why> why) {
        this(text, why, false);
    }
}

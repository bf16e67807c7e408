package jp.quickcare.launcher.admission;

import java.io.IOException;
import java.util.regex.Pattern;
import jp.quickcare.launcher.fetch.Calls;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;

/**
 * What a server says of this PC's place.
 *
 * @param id names it; letters, digits, - and _ only
 * @param granted whether this PC may fetch now, else it waits
 * @param updating how many PCs have a place
 * @param waiting how many wait, this one among them
 * @param leaseSeconds how long the server keeps it for a silent client, 1 to 3600
 */
record Ticket(String id, boolean granted, int updating, int waiting, int leaseSeconds) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int LONGEST_LEASE_SECONDS = 3600;
    private static final int MOST_CLIENTS = 1_000_000;

    /** Reads an answer. @throws IOException it is no ticket */
    static Ticket of(Calls.Answer answer) throws IOException {
        JsonObject json =
                answer.json().orElseThrow(() -> new IOException("the server gives something else than a ticket"));
        try {
            String id = json.string("id");
            String state = json.string("state");
            if (!ID.matcher(id).matches() || !(state.equals("granted") || state.equals("waiting"))) {
                throw new IOException("the server gives a ticket that cannot be used");
            }
            return new Ticket(
                    id,
                    state.equals("granted"),
                    bounded(json.integer("updating"), 0, MOST_CLIENTS),
                    bounded(json.integer("waiting"), 0, MOST_CLIENTS),
                    bounded(json.integer("leaseSeconds"), 1, LONGEST_LEASE_SECONDS));
        } catch (JsonException e) {
            throw new IOException("the server gives a ticket that cannot be read", e);
        }
    }

    private static int bounded(long value, int least, int most) {
        return (int) Math.max(least, Math.min(most, value));
    }
}

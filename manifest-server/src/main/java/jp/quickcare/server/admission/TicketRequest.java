package jp.quickcare.server.admission;

import java.util.Arrays;
import java.util.Locale;
import jp.quickcare.server.clients.ClientInfo;
import jp.quickcare.server.http.BadBody;
import jp.quickcare.server.http.JsonMembers;

/**
 * Who asks for a ticket, and what for.
 *
 * @param client who asks, as it says
 * @param manifest of the release that is wanted, SHA-256
 * @param kind of the update
 */
public record TicketRequest(ClientInfo client, String manifest, Kind kind) {
    /** What is to be transferred. */
    public enum Kind {
        /** An application that was not there. */
        NEW,
        /** What changed. */
        DIFFERENTIAL,
        /** Every file again. */
        FULL,
        /** What is damaged. */
        REPAIR,
        /** Releases, by a server that hands them on. */
        IMPORT
    }

    /** A longer one is refused. */
    public static final int LARGEST_BYTES = 16 * 1024;

    private static final int LONGEST_KIND = 20;
    private static final int DIGEST_DIGITS = 64;

    /** Reads a body, or what came along in another. @throws BadBody with a sentence that says what is wrong */
    public static TicketRequest parse(byte[] body) throws BadBody {
        JsonMembers members = JsonMembers.parse(body);
        String kind = members.text("kind", LONGEST_KIND);
        Kind known = Arrays.stream(Kind.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(kind))
                .findFirst()
                .orElseThrow(() -> new BadBody("\"kind\" is none of new, differential, full, repair, import."));
        String manifest = ClientInfo.digest("release", members.text("release", DIGEST_DIGITS));
        return new TicketRequest(ClientInfo.of(members), manifest, known);
    }

    /** Whether the PC never had the application, as far as it says (SPEC A7). */
    boolean isNewInstall() {
        return kind == Kind.NEW || (kind != Kind.IMPORT && client.installed().isEmpty());
    }
}

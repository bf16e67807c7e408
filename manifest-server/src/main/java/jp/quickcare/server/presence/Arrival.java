package jp.quickcare.server.presence;

import jp.quickcare.server.clients.ClientInfo;
import jp.quickcare.server.http.BadBody;
import jp.quickcare.server.http.JsonMembers;

/**
 * A program says that it is there.
 *
 * @param client on which PC
 * @param session of this run, a UUID
 * @param program {@code application} or {@code launcher}
 * @param processes how many processes of it
 * @param siteTimestamp the entity tag that it knows; may be empty
 */
record Arrival(ClientInfo client, String session, String program, int processes, String siteTimestamp) {
    private static final int LONGEST_TEXT = 256;
    private static final int MOST_PROCESSES = 10_000;

    static Arrival parse(byte[] json) throws BadBody {
        JsonMembers body = JsonMembers.parse(json);
        String program = body.text("program", LONGEST_TEXT);
        if (!program.equals("application") && !program.equals("launcher")) {
            throw new BadBody("\"program\" is neither application nor launcher.");
        }
        return new Arrival(
                ClientInfo.of(body),
                ClientInfo.uuid("session", body.text("session", LONGEST_TEXT)),
                program,
                (int) body.numberOr("processes", 1, 0, MOST_PROCESSES),
                body.textOrEmpty("siteTimestamp", LONGEST_TEXT));
    }
}

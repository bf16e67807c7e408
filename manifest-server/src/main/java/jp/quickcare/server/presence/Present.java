package jp.quickcare.server.presence;

import java.time.Instant;

/**
 * A program that runs on a PC now (SPEC A8).
 *
 * @param session of this run, a UUID
 * @param client the PC's id
 * @param pc its name
 * @param user who is logged in
 * @param app the application's id
 * @param program {@code application} or {@code launcher}
 * @param processes how many processes of it
 * @param since when it was first heard of
 * @param lastAccess when it was last heard of
 * @param server which server it is connected to; this one's own when there is only one
 */
public record Present(
        String session,
        String client,
        String pc,
        String user,
        String app,
        String program,
        int processes,
        Instant since,
        Instant lastAccess,
        String server) {}

package jp.quickcare.server.systemlog;

import java.time.Instant;
import java.util.Optional;

/**
 * One entry of the system log (SPEC A10).
 *
 * @param id grows from entry to entry; the order of the log, whatever the clock did
 * @param time when the server took it in
 * @param severity how bad
 * @param category about what
 * @param pc the PC's name
 * @param user who was logged in there
 * @param program {@code launcher}, or the application's id
 * @param client the PC's id
 * @param update the record it belongs to
 * @param message what it says
 */
public record LogEntry(
        long id,
        Instant time,
        Severity severity,
        Category category,
        String pc,
        String user,
        String program,
        String client,
        Optional<Long> update,
        Message message) {}

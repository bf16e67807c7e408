package jp.quickcare.server.console.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is logged in. Ids are 128 random bits and are given anew at each login; a restart of the server ends all
 * sessions. Thread-safe.
 */
public final class Sessions {
    /** After so long without a click a session is over. */
    static final Duration IDLE = Duration.ofMinutes(30);

    /** However busy, it is over after so long. */
    static final Duration LONGEST = Duration.ofHours(12);

    /** The oldest gives way to one more. */
    static final int MOST = 1_000;

    private static final int ID_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private record Session(Instant begun, Instant used) {
        boolean isOver(Instant now) {
            return now.isAfter(used.plus(IDLE)) || now.isAfter(begun.plus(LONGEST)) || now.isBefore(begun);
        }
    }

    private final Clock clock;
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    /** @param clock by which sessions end */
    public Sessions(Clock clock) {
        this.clock = clock;
    }

    /** A new id, for a session or for somebody who is not logged in yet. */
    public static String newId() {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    /** Begins a session. @return its id */
    public synchronized String begin() {
        Instant now = clock.instant();
        sessions.values().removeIf(session -> session.isOver(now));
        if (sessions.size() >= MOST) {
            Iterator<String> oldest = sessions.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        String id = newId();
        sessions.put(id, new Session(now, now));
        return id;
    }

    /**
     * Whether this session goes on.
     *
     * @param byHand a person did it: only that keeps a session alive, not a page that looks again by itself
     */
    public synchronized boolean goesOn(String id, boolean byHand) {
        Instant now = clock.instant();
        Optional<Session> session = Optional.ofNullable(sessions.get(id));
        if (session.isEmpty() || session.get().isOver(now)) {
            sessions.remove(id);
            return false;
        }
        if (byHand) {
            sessions.put(id, new Session(session.get().begun(), now));
        }
        return true;
    }

    /** Ends one session; there need not be one. */
    public synchronized void end(String id) {
        sessions.remove(id);
    }

    /** Ends all, for the password is another now. */
    public synchronized void endAll() {
        sessions.clear();
    }
}

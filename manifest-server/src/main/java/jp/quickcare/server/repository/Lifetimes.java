package jp.quickcare.server.repository;

import java.time.Duration;
import java.time.Instant;

/**
 * How long what is signed is good.
 *
 * @param root keys of the top-level roles
 * @param targets targets roles
 * @param snapshot which versions belong together
 * @param timestamp which snapshot is the newest
 */
public record Lifetimes(Duration root, Duration targets, Duration snapshot, Duration timestamp) {
    /** Signed by people, at release time: the keys are offline. */
    public static final Lifetimes VENDOR =
            new Lifetimes(Duration.ofDays(730), Duration.ofDays(730), Duration.ofDays(365), Duration.ofDays(365));

    /** Signed by a server that is always there. */
    public static final Lifetimes SITE =
            new Lifetimes(Duration.ofDays(1095), Duration.ofDays(365), Duration.ofDays(30), Duration.ofDays(3));

    /**
     * A site's servers sign its timestamp once in each turn. Turns are the same for all of them, for while a site moves two
     * of them know nothing of each other, and a PC that has seen one's timestamp must not take the other's for an older one.
     * One begins at three o'clock in Japan, at night or in the afternoon: a new timestamp is news to each PC at its next start.
     */
    private static final Duration TURN = SITE.timestamp().dividedBy(2);

    private static final Instant FIRST_TURN = Instant.EPOCH.plus(Duration.ofHours(6));

    /** More changes than a site makes in a turn; small enough for clients that count to 2^31. */
    private static final long CHANGES_IN_A_TURN = 100_000;

    /** In which turn that is; they are numbered in order. */
    public static long turn(Instant at) {
        return Math.floorDiv(Duration.between(FIRST_TURN, at).toSeconds(), TURN.toSeconds());
    }

    /** When the turn after that one begins. */
    public static Instant nextTurn(Instant at) {
        return FIRST_TURN.plus(TURN.multipliedBy(turn(at) + 1));
    }

    /**
     * The least version of a timestamp. A later turn counts for more than any change: of two servers the one with more
     * changes has the higher number in each turn, and without changes both have the same.
     *
     * @param snapshotVersion of the snapshot that it announces
     */
    long timestampVersion(Instant now, long snapshotVersion) {
        return equals(SITE) ? turn(now) * CHANGES_IN_A_TURN + Math.min(snapshotVersion, CHANGES_IN_A_TURN - 1) : 1;
    }

    /** Those of a folder's kind. */
    public static Lifetimes of(ServerFolder.Kind kind) {
        return kind == ServerFolder.Kind.VENDOR ? VENDOR : SITE;
    }
}

package jp.quickcare.server.repository;

import java.time.Duration;

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

    /** Those of a folder's kind. */
    public static Lifetimes of(ServerFolder.Kind kind) {
        return kind == ServerFolder.Kind.VENDOR ? VENDOR : SITE;
    }
}

package jp.quickcare.launcher.connection;

import java.util.List;

/**
 * Why a connection cannot be used. {@code connection.<kind>} is the key of its sentence.
 *
 * @param kind in which way
 * @param facts fill the sentence; without secrets
 */
public record Trouble(Kind kind, List<Object> facts) {
    /** The ways in which a connection fails (SPEC A28). */
    public enum Kind {
        /** Not an address, or a setting that cannot be used. */
        SETTING,
        /** No name server knows the name. */
        NAME_NOT_FOUND,
        /** There is a computer, and nothing listens there. */
        REFUSED,
        /** Nothing answers in time. */
        NO_ANSWER,
        /** Something answers, and it is no server of ours: a captive portal, another service. */
        NOT_OUR_SERVER,
        /** Its certificate is not good for it. */
        CERTIFICATE,
        /** It offers the application to nobody on that channel. */
        WRONG_CHANNEL,
        /** It is another site than the one that may distribute to this PC; with its fingerprint. */
        NO_RIGHT,
        /** What it says is not properly signed, or past its date. */
        NOT_TRUSTED,
        /** The staging folder cannot be written to. */
        STAGING,
        /** A file of the installation cannot be read or changed. */
        DISK,
        /** Another launcher works on this installation. */
        BUSY,
        /** Something else; the log says more. */
        OTHER
    }

    /** Keeps its own copy. */
    public Trouble {
        facts = List.copyOf(facts);
    }

    static Trouble of(Kind kind, Object... facts) {
        return new Trouble(kind, List.of(facts));
    }
}

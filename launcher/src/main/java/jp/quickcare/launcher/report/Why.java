package jp.quickcare.launcher.report;

import jp.quickcare.launcher.failure.FailureCode;

/**
 * Why this PC has the release it has (SPEC A37). The code goes over the wire and is the key {@code why.<code>} of a
 * sentence, on the PC and in the console.
 */
public enum Why {
    /** What is offered is installed. */
    UP_TO_DATE("up-to-date"),
    /** An update is known and not yet accepted. */
    UPDATE_KNOWN("update-known"),
    /** The user said no. */
    DECLINED("declined"),
    /** It waits for a place at the server. */
    WAITING("waiting"),
    /** No server answered. */
    NO_SERVER("no-server"),
    /** What the server says is past its date. */
    NOT_FRESH("not-fresh"),
    /** What the server says is not properly signed. */
    NOT_TRUSTED("not-trusted"),
    /** What is offered cannot be installed here. */
    NOT_POSSIBLE("not-possible"),
    /** Too little room. */
    NO_SPACE("no-space"),
    /** A file could not be read or written. */
    DISK("disk"),
    /** Files of the application are open. */
    IN_USE("in-use"),
    /** The site lets no new PC install. */
    NEW_INSTALL_FORBIDDEN("new-install-forbidden"),
    /** Another launcher is at work. */
    BUSY("busy"),
    /** Installed files are damaged. */
    DAMAGED("damaged"),
    /** What is offered did not come up here and was put back. */
    PUT_BACK("put-back"),
    /** The server lacks a file. */
    FILE_MISSING("file-missing"),
    /** The site offers nothing for this PC. */
    NOTHING_OFFERED("nothing-offered"),
    /** Nobody may start. */
    REFUSED("refused"),
    /** A mistake of ours. */
    INTERNAL("internal");

    private final String code;

    Why(String code) {
        this.code = code;
    }

    /** The word on the wire, and behind {@code why.} the key of the sentence. */
    public String code() {
        return code;
    }

    /** What a failure means for the PC's state. */
    public static Why of(FailureCode failure) {
        return switch (failure) {
            case NO_SERVER -> NO_SERVER;
            case NOT_FRESH -> NOT_FRESH;
            case NOT_TRUSTED -> NOT_TRUSTED;
            case NOT_POSSIBLE -> NOT_POSSIBLE;
            case PUT_BACK -> PUT_BACK;
            case NO_SPACE -> NO_SPACE;
            case DISK, SERVICES, NO_AGENT -> DISK;
            case IN_USE -> IN_USE;
            case NEW_INSTALL_FORBIDDEN -> NEW_INSTALL_FORBIDDEN;
            case BUSY -> BUSY;
            case DAMAGED_INSTALLATION -> DAMAGED;
            case FILE_MISSING -> FILE_MISSING;
            case NOTHING_OFFERED -> NOTHING_OFFERED;
            case REFUSED -> REFUSED;
            case CANCELLED -> DECLINED;
            default -> INTERNAL;
        };
    }
}

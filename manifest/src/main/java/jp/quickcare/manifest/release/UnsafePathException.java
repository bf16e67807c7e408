package jp.quickcare.manifest.release;

/** A path in a release that could mean something else, or somewhere else, on some system (THREATS FS1 to FS8). */
public final class UnsafePathException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why a path is refused. */
    public enum Reason {
        /** Empty, or with an empty, {@code .} or {@code ..} component, or starting or ending with {@code /}. */
        NOT_RELATIVE,
        /** A character that Windows gives a meaning to, such as a backslash or a colon. */
        FORBIDDEN_CHARACTER,
        /** A character that cannot be seen or that turns the direction of text. */
        INVISIBLE_CHARACTER,
        /** Not in the composed form (NFC), so that two spellings look the same. */
        NOT_COMPOSED,
        /** A component that starts with a space, or ends with a space or dot, which Windows drops. */
        EDGE,
        /** The name of a device on Windows. */
        DEVICE_NAME,
        /** The shape of a short name that Windows makes for another file. */
        SHORT_NAME,
        /** A component of more than 255 characters or bytes, or a path of more than 260 characters. */
        TOO_LONG,
        /** Two paths that some file system takes for one, or a file used as a folder. */
        COLLISION
    }

    private final Reason reason;

    /** A refusal; {@code detail} is English and for a log. */
    UnsafePathException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /** Why the path is refused. */
    public Reason reason() {
        return reason;
    }
}

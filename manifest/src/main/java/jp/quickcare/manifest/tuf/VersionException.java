package jp.quickcare.manifest.tuf;

/** A file has another version inside than was announced or must follow (THREATS MT2, MT7). */
public final class VersionException extends TufException {
    private static final long serialVersionUID = 1L;

    private final long expected;
    private final long found;

    VersionException(String role, long expected, long found) {
        super(role, "version " + found + ", expected was " + expected);
        this.expected = expected;
        this.found = found;
    }

    /** The version that it should have. */
    public long expected() {
        return expected;
    }

    /** The version that it has. */
    public long found() {
        return found;
    }
}

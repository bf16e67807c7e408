package jp.quickcare.manifest.tuf;

/** A file is longer than allowed, or not as long as announced (THREATS TR1). */
public final class LengthException extends TufException {
    private static final long serialVersionUID = 1L;

    private final long allowedBytes;

    /**
     * A file that was not read further than it may be long.
     *
     * @param file its name or role
     * @param allowedBytes how long it may be
     */
    public LengthException(String file, long allowedBytes) {
        super(file, "longer than " + allowedBytes + " bytes");
        this.allowedBytes = allowedBytes;
    }

    LengthException(String role, long announcedBytes, long foundBytes) {
        super(role, foundBytes + " bytes long, announced were " + announcedBytes);
        this.allowedBytes = announcedBytes;
    }

    /** How long it may be, or should be. */
    public long allowedBytes() {
        return allowedBytes;
    }
}

package jp.quickcare.manifest.tuf;

/**
 * Metadata was refused. Nothing of it is trusted or stored; what was trusted before still is. Each kind carries the
 * facts of its refusal; the message is English, for a log.
 */
public abstract sealed class TufException extends Exception
        permits ExpiredException,
                HashException,
                LengthException,
                MalformedException,
                MissingException,
                RollbackException,
                ThresholdException,
                VersionException {
    private static final long serialVersionUID = 1L;

    private final String role;

    TufException(String role, String message) {
        super(role + ": " + message);
        this.role = role;
    }

    /** The role, or the file, that was refused. */
    public final String role() {
        return role;
    }
}

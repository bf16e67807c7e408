package jp.quickcare.manifest.tuf;

/** Metadata, or what it announces, is older than what is trusted already (THREATS MT5, MT6). */
public final class RollbackException extends TufException {
    private static final long serialVersionUID = 1L;

    private final long trustedVersion;
    private final long foundVersion;

    RollbackException(String role, long trustedVersion, long foundVersion) {
        super(role, "version " + foundVersion + " is older than the trusted " + trustedVersion);
        this.trustedVersion = trustedVersion;
        this.foundVersion = foundVersion;
    }

    /** The version that is trusted. */
    public long trustedVersion() {
        return trustedVersion;
    }

    /** The version that came or was announced; 0 where the role has vanished from the snapshot. */
    public long foundVersion() {
        return foundVersion;
    }
}

package jp.quickcare.manifest.tuf;

/** A file that must be there is not: at the source, in the snapshot, or in the client's store. */
public final class MissingException extends TufException {
    private static final long serialVersionUID = 1L;

    MissingException(String role, String where) {
        super(role, "missing " + where);
    }
}

package jp.quickcare.manifest.tuf;

/** Bytes are no metadata of that role in the form of TUF 1.0 (THREATS MT3, MT12, MT13, MT14). */
public final class MalformedException extends TufException {
    private static final long serialVersionUID = 1L;

    MalformedException(String role, String detail) {
        super(role, "malformed: " + detail);
    }
}

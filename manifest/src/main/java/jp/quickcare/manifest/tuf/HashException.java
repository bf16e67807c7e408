package jp.quickcare.manifest.tuf;

/** A file's digest is not the one that was announced. */
public final class HashException extends TufException {
    private static final long serialVersionUID = 1L;

    private final String algorithm;
    private final String expected;
    private final String found;

    HashException(String role, String algorithm, String expected, String found) {
        super(role, algorithm + " is " + found + ", announced was " + expected);
        this.algorithm = algorithm;
        this.expected = expected;
        this.found = found;
    }

    /** {@code sha256} or {@code sha512}; {@code none} where no announced algorithm is known. */
    public String algorithm() {
        return algorithm;
    }

    /** The announced digest. */
    public String expected() {
        return expected;
    }

    /** The digest of what came. */
    public String found() {
        return found;
    }
}

package jp.quickcare.delta.chunk;

/** Of what a unit is a stretch. Units of two kinds are never the same, whatever their bytes. */
enum UnitKind {
    /** Bytes of a plain file. */
    RAW(0),
    /** Columns of a zip's headers. */
    HEADERS(1),
    /** Whole entries of a zip. */
    ENTRIES(2);

    private final int code;

    UnitKind(int code) {
        this.code = code;
    }

    /** What begins that of which the hash is made. */
    byte code() {
        return (byte) code;
    }
}

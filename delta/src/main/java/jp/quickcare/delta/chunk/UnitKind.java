package jp.quickcare.delta.chunk;

/** Of what a unit is a stretch. Units of two kinds are never the same, whatever their bytes. */
enum UnitKind {
    /** Bytes of a plain file. */
    RAW,
    /** Columns of a zip's headers. */
    HEADERS,
    /** Whole entries of a zip. */
    ENTRIES
}

package jp.quickcare.delta.chunk;

/** What an index of chunks may ask for at most; checked before anything is allocated. */
final class ChunkLimits {
    /** The version of the format, the fourth byte of the object. */
    static final int VERSION = 1;

    /** Bytes of the index as it is stored, at the beginning of the object. */
    static final int MAX_INDEX_BYTES = 12 << 20;

    /** Bytes of the index when it is unpacked. */
    static final int MAX_COLUMNS_BYTES = 16 << 20;

    /** Units of all files; the same unit in two places is two. */
    static final int MAX_UNITS = 400_000;

    /** Codings of all units. */
    static final int MAX_CODINGS = 800_000;

    /** Bytes of a unit: an entry that is longer, packed or unpacked, makes its zip a plain file. */
    static final int MAX_UNIT_BYTES = 8 << 20;

    /** Bytes of a unit with what is said of its entries. */
    static final int MAX_BODY_BYTES = MAX_UNIT_BYTES + (1 << 20);

    /** Bytes of the release before a unit that it may refer to. */
    static final int WINDOW_BYTES = 128 << 10;

    /** Bytes of an old unit that a coding may refer to: its end. */
    static final int MAX_OLD_BYTES = 4 << 20;

    private ChunkLimits() {}
}

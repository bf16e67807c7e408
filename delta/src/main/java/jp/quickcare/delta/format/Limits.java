package jp.quickcare.delta.format;

/** What a delta may ask for at most; checked before anything is allocated. A maker stays below, a reader refuses more. */
public final class Limits {
    /** The version of the format that is made, the fourth byte of a delta. */
    public static final int VERSION = 3;

    /** The first one that looks into the images of runtimes. */
    public static final int FIRST_WITH_IMAGES = 3;

    /** The first one that is read quickly. */
    public static final int FIRST_QUICK = 2;

    /** The oldest one that is read. */
    public static final int OLDEST_VERSION = 1;

    /** Bytes of the coded plan. */
    public static final int MAX_PLAN_BYTES = 16 << 20;

    /** Entries of all containers, and parts of all pieces, each. */
    public static final int MAX_ENTRIES = 400_000;

    /** Bytes of headers of all containers. */
    public static final int MAX_HEADER_BYTES = 16 << 20;

    /** How deep containers lie in containers; a file's own entries are at depth 1. */
    public static final int MAX_DEPTH = 4;

    /** Bytes of old content that one group may refer to. */
    public static final int MAX_GROUP_OLD_BYTES = 32 << 20;

    /** Bytes of old content and LZMA2 dictionaries that one group may need together. */
    public static final int MAX_GROUP_MEMORY_BYTES = 44 << 20;

    /** Lanes of a group: kinds of content, each with its own literals. */
    public static final int LANES = 4;

    /** Bytes of a file, or of an entry that is built. */
    public static final long MAX_CONTENT_BYTES = 1L << 40;

    private Limits() {}
}

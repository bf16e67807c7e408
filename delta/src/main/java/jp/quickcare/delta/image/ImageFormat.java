package jp.quickcare.delta.image;

/** How an image of a runtime, which Java calls jimage, is laid out: header, redirections, places, locations, strings, content. */
final class ImageFormat {
    static final int MAGIC = 0xCAFEDADA;

    /** 1.0: the only one that Java has had since 9. */
    static final int VERSION = 1 << 16;

    static final int HEADER_LENGTH = 28;

    /** Of an attribute of a location: its kind is above, how long its value is below. */
    static final int KIND_SHIFT = 3;

    static final int MODULE = 1;
    static final int PARENT = 2;
    static final int BASE = 3;
    static final int EXTENSION = 4;
    static final int CONTENT_OFFSET = 5;
    static final int COMPRESSED = 6;
    static final int CONTENT_LENGTH = 7;
    static final int KINDS = 8;

    /** How many of the attributes are parts of a name. */
    static final int NAME_PARTS = 4;

    /** What a hash begins with, and is multiplied by. */
    static final int HASH_SEED = 0x01000193;

    private ImageFormat() {}

    /** The hash of bytes, not negative. */
    static int hash(byte[] bytes, int from, int to, int seed) {
        int hash = seed;
        for (int i = from; i < to; i++) {
            hash = (hash * HASH_SEED) ^ (bytes[i] & 0xff);
        }
        return hash & 0x7fffffff;
    }
}

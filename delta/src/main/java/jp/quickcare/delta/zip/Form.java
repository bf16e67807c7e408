package jp.quickcare.delta.zip;

import jp.quickcare.delta.container.Little;
import jp.quickcare.delta.container.Sizes;

/** The byte that says how an entry's headers differ from what can be derived. */
final class Form {
    static final int LOCAL_SIZES_ZERO = 1;
    static final int LOCAL_SIZES_CARRIED = 2;
    static final int LOCAL_HEAD_CARRIED = 4;
    static final int TRAILER_SHIFT = 3;
    static final int DIRECTORY_SIZES_CARRIED = 64;
    static final int OFFSET_CARRIED = 128;

    /** What follows an entry's bytes: nothing, a data descriptor in one of its four forms, or anything. */
    static final int NO_TRAILER = 0;

    static final int CARRIED_TRAILER = 5;

    private Form() {}

    static int trailer(int form) {
        return form >> TRAILER_SHIFT & 7;
    }

    /** The bytes of a data descriptor. */
    static byte[] descriptor(int trailer, Sizes sizes) {
        boolean marked = trailer == 1 || trailer == 3;
        boolean large = trailer == 3 || trailer == 4;
        byte[] bytes = new byte[(marked ? 4 : 0) + (large ? 20 : 12)];
        int at = 0;
        if (marked) {
            Little.put32(bytes, 0, 0x08074b50);
            at = 4;
        }
        if (large) {
            Little.put32(bytes, at, sizes.crc());
            Little.put64(bytes, at + 4, sizes.payloadLength());
            Little.put64(bytes, at + 12, sizes.contentLength());
        } else {
            sizes.put(bytes, at);
        }
        return bytes;
    }
}

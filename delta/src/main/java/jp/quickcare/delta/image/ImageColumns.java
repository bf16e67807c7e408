package jp.quickcare.delta.image;

import jp.quickcare.delta.container.Little;

/**
 * All of an image around its content, without what can be computed: how long each entry is, and its name, in the order of
 * content. {@link ImageFrame} reads them back.
 */
final class ImageColumns {
    /** How long the fixed numbers at the beginning are: entries, the two paddings, the tail. */
    static final int START_LENGTH = 16;

    /** Zeros between the parts of an index; more of them than for the next multiple of anything are none. */
    static final int MAX_PADDING = 4096;

    /** An image with longer ones is a plain file: those of a whole JDK have 2 MB, and a reader needs several times as much. */
    static final int MAX_BYTES = 8 << 20;

    private ImageColumns() {}

    /** The columns; the names are theirs, to their end. */
    static byte[] of(int[] lengths, byte[] names, int[] paddings, byte[] tail) {
        byte[] all = new byte[START_LENGTH + 4 * lengths.length + names.length + tail.length];
        Little.put32(all, 0, lengths.length);
        Little.put32(all, 4, paddings[0]);
        Little.put32(all, 8, paddings[1]);
        Little.put32(all, 12, tail.length);
        int at = START_LENGTH;
        for (int length : lengths) {
            Little.put32(all, at, length);
            at += 4;
        }
        System.arraycopy(names, 0, all, at, names.length);
        System.arraycopy(tail, 0, all, at + names.length, tail.length);
        return all;
    }
}

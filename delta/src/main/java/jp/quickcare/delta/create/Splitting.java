package jp.quickcare.delta.create;

import java.util.ArrayList;
import java.util.List;
import jp.quickcare.delta.plan.Piece.Part;

/** Cuts content that is too large for one part; each part lies over what is at about the same place in the old content. */
final class Splitting {
    /** Content up to this long, old and new, is one part. */
    static final int WHOLE_BYTES = 28 << 20;

    private static final int PART_BYTES = 8 << 20;
    private static final int MARGIN_BYTES = 5 << 20;

    private Splitting() {}

    /** The parts, or none where one covers the whole. */
    static List<Part> parts(long length, long oldLength) {
        List<Part> parts = new ArrayList<>();
        if (length <= WHOLE_BYTES && oldLength <= WHOLE_BYTES) {
            return parts;
        }
        for (long at = 0; at < length; at += PART_BYTES) {
            int count = (int) Math.min(PART_BYTES, length - at);
            // Lengths of some GiB would overflow as a product of whole numbers; a part's place need not be exact.
            double scale = (double) oldLength / length;
            long begin = Math.max(0, (long) (at * scale) - MARGIN_BYTES);
            long end = Math.min(oldLength, (long) ((at + count) * scale) + MARGIN_BYTES);
            end = Math.min(end, begin + WHOLE_BYTES);
            parts.add(new Part(begin, (int) (end - begin), count));
        }
        return parts;
    }
}

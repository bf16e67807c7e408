package jp.quickcare.delta.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import jp.quickcare.delta.format.DamagedDeltaException;

/**
 * The names of an image's entries. Each has four parts, module, parent, base and extension, of which any may be empty;
 * as columns have them each part is followed by a zero.
 */
final class Names {
    private final byte[] parts;
    // Where in that each part of each name begins; the last is where the last one's zero was.
    private final int[] partAt;
    // The names as Java writes and hashes them, one after another.
    private final byte[] joined;
    private final int[] joinedAt;

    private Names(byte[] parts, int[] partAt) {
        this.parts = parts;
        this.partAt = partAt;
        int count = count();
        // Four zeros less each, and no more than as many of what Java writes between the parts.
        joined = new byte[parts.length];
        joinedAt = new int[count + 1];
        int at = 0;
        for (int i = 0; i < count; i++) {
            joinedAt[i] = at;
            at = join(i, at);
        }
        joinedAt[count] = at;
    }

    /** Reads exactly that many from a stretch of an array, which must not change, and which they must fill. */
    static Names read(byte[] bytes, int from, int to, int count) throws DamagedDeltaException {
        int[] partAt = new int[ImageFormat.NAME_PARTS * count + 1];
        int part = 0;
        partAt[0] = from;
        for (int i = from; i < to; i++) {
            if (part == partAt.length - 1) {
                throw new DamagedDeltaException("more names than entries");
            }
            if (bytes[i] == 0) {
                partAt[++part] = i + 1;
            }
        }
        if (part != partAt.length - 1 || partAt[part] != to) {
            throw new DamagedDeltaException("fewer names than entries");
        }
        return new Names(bytes, partAt);
    }

    private int join(int entry, int begin) {
        int at = begin;
        if (!isEmpty(entry, ImageFormat.MODULE)) {
            joined[at++] = '/';
            at = put(entry, ImageFormat.MODULE, at);
            joined[at++] = '/';
        }
        if (!isEmpty(entry, ImageFormat.PARENT)) {
            at = put(entry, ImageFormat.PARENT, at);
            joined[at++] = '/';
        }
        at = put(entry, ImageFormat.BASE, at);
        if (!isEmpty(entry, ImageFormat.EXTENSION)) {
            joined[at++] = '.';
            at = put(entry, ImageFormat.EXTENSION, at);
        }
        return at;
    }

    private int put(int entry, int kind, int at) {
        int length = partEnd(entry, kind) - partAt(entry, kind);
        System.arraycopy(parts, partAt(entry, kind), joined, at, length);
        return at + length;
    }

    int count() {
        return partAt.length / ImageFormat.NAME_PARTS;
    }

    /** What the parts lie in. */
    byte[] bytes() {
        return parts;
    }

    /** Where a part begins, which is one of the first four kinds of attribute. */
    int partAt(int entry, int kind) {
        return partAt[ImageFormat.NAME_PARTS * entry + kind - 1];
    }

    int partEnd(int entry, int kind) {
        return partAt[ImageFormat.NAME_PARTS * entry + kind] - 1;
    }

    boolean isEmpty(int entry, int kind) {
        return partAt(entry, kind) == partEnd(entry, kind);
    }

    boolean isPart(int entry, int kind, byte[] text) {
        return Arrays.equals(parts, partAt(entry, kind), partEnd(entry, kind), text, 0, text.length);
    }

    /** All parts of a name, each with its zero. */
    byte[] whole(int entry) {
        return Arrays.copyOfRange(parts, partAt(entry, ImageFormat.MODULE), wholeEnd(entry));
    }

    boolean isWhole(int entry, byte[] name) {
        return Arrays.equals(parts, partAt(entry, ImageFormat.MODULE), wholeEnd(entry), name, 0, name.length);
    }

    private int wholeEnd(int entry) {
        return partEnd(entry, ImageFormat.EXTENSION) + 1;
    }

    /** The name as Java writes it. */
    String text(int entry) {
        return new String(joined, joinedAt[entry], joinedAt[entry + 1] - joinedAt[entry], StandardCharsets.UTF_8);
    }

    /** The hash of the name as Java writes it, not negative. */
    int hash(int entry, int seed) {
        return ImageFormat.hash(joined, joinedAt[entry], joinedAt[entry + 1], seed);
    }

    int joinedLength(int entry) {
        return joinedAt[entry + 1] - joinedAt[entry];
    }
}

package jp.quickcare.delta.image;

import java.util.Arrays;
import java.util.zip.CRC32;

/** The strings of an image, each once, in the order in which they are first needed, each with a zero behind it. */
final class Strings {
    private final CRC32 hash = new CRC32();
    private byte[] bytes = new byte[1 << 12];
    private int length;
    // One more than where a string begins, found by its hash; at least half is empty.
    private int[] slots = new int[1 << 10];
    private int count;

    /** With the two that each image begins with. */
    Strings() {
        add(new byte[0], 0, 0);
        byte[] common = {'c', 'l', 'a', 's', 's'};
        add(common, 0, common.length);
    }

    /** Where a string begins, which is put at the end when it is not there yet. */
    int add(byte[] from, int begin, int end) {
        int slot = slot(from, begin, end);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        int at = length;
        if (end - begin >= bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + end - begin + 1));
        }
        System.arraycopy(from, begin, bytes, length, end - begin);
        length += end - begin + 1;
        slots[slot] = at + 1;
        if (++count > slots.length / 2) {
            grow();
        }
        return at;
    }

    private void grow() {
        slots = new int[2 * slots.length];
        for (int at = 0; at < length; ) {
            int end = at;
            while (bytes[end] != 0) {
                end++;
            }
            slots[slot(bytes, at, end)] = at + 1;
            at = end + 1;
        }
    }

    private int slot(byte[] from, int begin, int end) {
        hash.reset();
        hash.update(from, begin, end - begin);
        int slot = (int) hash.getValue() & (slots.length - 1);
        while (slots[slot] != 0 && !isAt(slots[slot] - 1, from, begin, end)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private boolean isAt(int at, byte[] from, int begin, int end) {
        int last = at + end - begin;
        return last < length && bytes[last] == 0 && Arrays.equals(bytes, at, last, from, begin, end);
    }

    /** How long they are together, in bytes. */
    int length() {
        return length;
    }

    /** Copies them all. */
    void copyTo(byte[] to, int at) {
        System.arraycopy(bytes, 0, to, at, length);
    }
}

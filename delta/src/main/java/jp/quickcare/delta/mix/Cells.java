package jp.quickcare.delta.mix;

/**
 * A table of many numbers that are 0 until something else is set. While few were asked for, only those are held: a small
 * delta asks for some hundred of millions, and to clear the others would take longer than all else. Not thread-safe.
 */
final class Cells {
    private static final int FIRST_BITS = 10;
    private static final int DENSE_ABOVE_PART = 8;

    private final int size;
    // What is held: in all of the table's places, or, while keys are there, in the slots of those that were asked for.
    private int[] values;
    private int[] keys;
    private int bits;
    private int used;

    /** @param size how many there are */
    Cells(int size) {
        this.size = size;
        hold(FIRST_BITS);
    }

    /** Whether all are held by now: each is in the slot of its place's number. */
    boolean holdsAll() {
        return keys.length == 0;
    }

    /** Puts the slots of some places in the places' stead. */
    void find(int[] places) {
        makeRoom(places.length);
        for (int i = 0; i < places.length; i++) {
            places[i] = slot(places[i]);
        }
    }

    /** Makes sure that the next few different places need not move anything: slots stay right until the next call. */
    void makeRoom(int places) {
        if (keys.length == 0 || used + places <= keys.length / 2) {
            return;
        }
        int[] heldKeys = keys;
        int[] held = values;
        if (keys.length > size / DENSE_ABOVE_PART) {
            values = new int[size];
            keys = new int[0];
        } else {
            hold(bits + 1);
        }
        for (int i = 0; i < heldKeys.length; i++) {
            if (heldKeys[i] != 0) {
                values[slot(heldKeys[i] - 1)] = held[i];
            }
        }
    }

    private void hold(int newBits) {
        bits = newBits;
        used = 0;
        keys = new int[1 << bits];
        values = new int[1 << bits];
    }

    /** Where the number of that place is held. */
    int slot(int place) {
        int[] all = keys;
        if (all.length == 0) {
            return place;
        }
        int at = (place * 0x9E3779B1) >>> -bits;
        while (all[at] != place + 1) {
            if (all[at] == 0) {
                all[at] = place + 1;
                used++;
                break;
            }
            at = (at + 1) & (all.length - 1);
        }
        return at;
    }

    /** The numbers by their slots; another array after {@link #makeRoom}. */
    int[] values() {
        return values;
    }
}

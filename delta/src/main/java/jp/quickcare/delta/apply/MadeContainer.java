package jp.quickcare.delta.apply;

import jp.quickcare.delta.container.Sizes;

/** Where the entries of a container that is being made lie, so that later ones can be copied from them. */
final class MadeContainer {
    private final Sizes[] sizes;
    private final long[] payloadAt;
    private int count;

    MadeContainer(int entries) {
        sizes = new Sizes[entries];
        payloadAt = new long[entries];
    }

    void add(Sizes entry, long at) {
        sizes[count] = entry;
        payloadAt[count] = at;
        count++;
    }

    /** How many are made. */
    int count() {
        return count;
    }

    Sizes sizes(int entry) {
        return sizes[entry];
    }

    long payloadAt(int entry) {
        return payloadAt[entry];
    }
}

package jp.quickcare.delta.difference;

/** The columns of numbers of which controls consist. */
final class ControlColumns {
    /** Bytes that lie over old ones: 0 for all the rest of the part, else one more than how many. */
    static final int OVER = 0;

    /** Bytes that do not, in the same way. */
    static final int EXTRA = 1;

    /** How far from the last old byte the next one is. */
    static final int SEEK = 2;

    static final int ALL = 3;

    private ControlColumns() {}
}

package jp.quickcare.delta.zip;

import jp.quickcare.delta.container.Little;

/** The last record of a zip, of which count, length and offset of the directory can be derived. */
final class EndRecord {
    private EndRecord() {}

    /**
     * Takes out of the tail what can be derived.
     *
     * @return where in the tail the record begins, counted from 1, or 0 when nothing can be derived
     */
    static int strip(byte[] tail, ZipEntries entries, long shift) {
        for (int at = 0; at <= tail.length - 22; at++) {
            if (Little.i32(tail, at) == 0x06054b50 && Little.u16(tail, at + 20) == tail.length - 22 - at) {
                byte[] derived = tail.clone();
                fill(derived, at, entries.count, entries.directoryLength, entries.directoryAt - shift);
                if (!java.util.Arrays.equals(derived, tail)) {
                    return 0;
                }
                fill(tail, at, 0, 0, 0);
                return at + 1;
            }
        }
        return 0;
    }

    static void fill(byte[] tail, int at, int count, long directoryLength, long directoryAt) {
        Little.put16(tail, at + 8, count);
        Little.put16(tail, at + 10, count);
        Little.put32(tail, at + 12, (int) directoryLength);
        Little.put32(tail, at + 16, (int) directoryAt);
    }
}

package jp.quickcare.delta.difference;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds where new bytes lie over old ones so that most are equal, after Colin Percival's "Naive Differences of
 * Executable Code" (2003): seek long equal stretches, and grow them while at least half of what is added is equal.
 * Immutable; one may serve several threads.
 */
public final class Matcher {
    private static final int BETTER_BY = 8;
    private static final int LONGEST_SEARCHED = 1 << 14;
    private static final int SURE = 48;

    private final byte[] old;
    private final int[] suffixes;

    /** Sorts the old bytes, which must not change. */
    public Matcher(byte[] old) {
        this.old = old;
        this.suffixes = SuffixArray.of(old);
    }

    /** One search through a piece of new bytes. */
    private final class Search {
        private final byte[] fresh;
        private final List<Control> controls = new ArrayList<>();
        private int lastScan;
        private int lastAt;
        private int lastOffset;
        private int found;

        Search(byte[] fresh, int expectedAt) {
            this.fresh = fresh;
            lastAt = expectedAt;
            lastOffset = expectedAt;
        }

        List<Control> run() {
            int scan = 0;
            int length = 0;
            while (scan < fresh.length) {
                int score = 0;
                scan += length;
                int scored = scan;
                for (; scan < fresh.length; scan++) {
                    int run = scored <= scan ? runLength(scan) : 0;
                    if (run >= SURE) {
                        // Where the last alignment goes on this long nothing better is looked for.
                        length = run;
                        score = run;
                        break;
                    }
                    length = longest(scan);
                    for (; scored < scan + length; scored++) {
                        score += equal(scored);
                    }
                    if ((length == score && length != 0) || length > score + BETTER_BY) {
                        break;
                    }
                    score -= equal(scan);
                }
                if (length != score || scan >= fresh.length) {
                    end(Math.min(scan, fresh.length));
                }
            }
            return controls;
        }

        private int runLength(int scan) {
            int at = scan + lastOffset;
            if (at < 0) {
                return 0;
            }
            int most = Math.min(fresh.length - scan, old.length - at);
            int length = 0;
            while (length < most && fresh[scan + length] == old[at + length]) {
                length++;
            }
            return length;
        }

        private int equal(int scan) {
            int at = scan + lastOffset;
            return at >= 0 && at < old.length && old[at] == fresh[scan] ? 1 : 0;
        }

        private void end(int scan) {
            int forward = forward(scan);
            int backward = scan < fresh.length ? backward(scan) : 0;
            int overlap = lastScan + forward - (scan - backward);
            if (overlap > 0) {
                int kept = keptByFirst(forward, backward, overlap);
                forward += kept - overlap;
                backward -= kept;
            }
            controls.add(new Control(lastAt, forward, scan - backward - lastScan - forward));
            lastScan = scan - backward;
            lastAt = found - backward;
            lastOffset = found - scan;
        }

        private int forward(int scan) {
            int equal = 0;
            int best = 0;
            int length = 0;
            int most = Math.min(scan - lastScan, old.length - lastAt);
            for (int i = 0; i < most; ) {
                if (old[lastAt + i] == fresh[lastScan + i]) {
                    equal++;
                }
                i++;
                if (2 * equal - i > best) {
                    best = 2 * equal - i;
                    length = i;
                }
            }
            return length;
        }

        private int backward(int scan) {
            int equal = 0;
            int best = 0;
            int length = 0;
            int most = Math.min(scan - lastScan, found);
            for (int i = 1; i <= most; i++) {
                if (old[found - i] == fresh[scan - i]) {
                    equal++;
                }
                if (2 * equal - i > best) {
                    best = 2 * equal - i;
                    length = i;
                }
            }
            return length;
        }

        /** How many of the bytes that both claim go to the earlier stretch. */
        private int keptByFirst(int forward, int backward, int overlap) {
            int balance = 0;
            int best = 0;
            int kept = 0;
            for (int i = 0; i < overlap; i++) {
                int position = lastScan + forward - overlap + i;
                if (fresh[position] == old[lastAt + forward - overlap + i]) {
                    balance++;
                }
                if (fresh[position] == old[found - backward + i]) {
                    balance--;
                }
                if (balance > best) {
                    best = balance;
                    kept = i + 1;
                }
            }
            return kept;
        }

        /** The longest equal stretch anywhere; {@link #found} is where. */
        private int longest(int scan) {
            int low = 0;
            int high = suffixes.length - 1;
            int best = 0;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                int at = suffixes[middle];
                int most = Math.min(Math.min(old.length - at, fresh.length - scan), LONGEST_SEARCHED);
                int length = java.util.Arrays.mismatch(old, at, at + most, fresh, scan, scan + most);
                if (length < 0) {
                    length = most;
                }
                if (length > best) {
                    best = length;
                    found = at;
                }
                if (length == most) {
                    if (most == LONGEST_SEARCHED || most == fresh.length - scan) {
                        break;
                    }
                    low = middle + 1;
                } else if ((old[at + length] & 0xff) < (fresh[scan + length] & 0xff)) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return best;
        }
    }

    /**
     * The steps that make {@code fresh}, in order; together they are exactly as long.
     *
     * @param expectedAt where its counterpart begins in the old bytes
     */
    public List<Control> match(byte[] fresh, int expectedAt) {
        return Pruning.prune(new Search(fresh, Math.min(expectedAt, old.length)).run(), old, fresh);
    }
}

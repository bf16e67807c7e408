package jp.quickcare.delta.image;

import java.util.Arrays;
import jp.quickcare.delta.format.DamagedDeltaException;

/**
 * Which place of an image's table each of its names has, so that two hashes find it. Names are put into buckets by their
 * hash. The fullest bucket comes first: the first seed is sought by which all of its names have free places of their own;
 * a name that is alone in its bucket gets the first place that is free. Whoever knows the names knows the table.
 */
final class PerfectHash {
    private static final int MOST_TRIES = 1000;

    /** How many bytes may be hashed for each of the names': an image of a JDK needs some twenty, a little one more. */
    private static final int MOST_WORK = 200;

    private static final int LITTLE_WORK = 1 << 20;

    private static final int FREE = -1;

    private final Names names;
    private final int count;
    // For each bucket how its names find their places: a seed, or where the only one is, counted down from -1.
    private final int[] redirect;
    // The name of each place.
    private final int[] nameAt;
    // The names by buckets, and where in that each bucket begins.
    private final int[] byBucket;
    private final int[] bucketAt;
    private long workLeft;
    private int lastFree;

    private PerfectHash(Names names) {
        this.names = names;
        count = names.count();
        redirect = new int[count];
        nameAt = new int[count];
        Arrays.fill(nameAt, FREE);
        byBucket = new int[count];
        bucketAt = new int[count + 1];
        workLeft = LITTLE_WORK + (long) MOST_WORK * names.bytes().length;
    }

    /**
     * Finds the table of names.
     *
     * @throws DamagedDeltaException when there is none, or it takes more work than names of a runtime could
     */
    static PerfectHash of(Names names) throws DamagedDeltaException {
        PerfectHash hash = new PerfectHash(names);
        hash.fillBuckets();
        for (int bucket : hash.fullestFirst()) {
            if (hash.size(bucket) > 0) {
                hash.place(bucket);
            }
        }
        return hash;
    }

    private int[] fullestFirst() {
        int[] next = new int[count + 2];
        for (int bucket = 0; bucket < count; bucket++) {
            next[count - size(bucket) + 1]++;
        }
        for (int i = 0; i <= count; i++) {
            next[i + 1] += next[i];
        }
        int[] order = new int[count];
        for (int bucket = 0; bucket < count; bucket++) {
            order[next[count - size(bucket)]++] = bucket;
        }
        return order;
    }

    private void fillBuckets() {
        int[] bucketOf = new int[count];
        for (int i = 0; i < count; i++) {
            bucketOf[i] = names.hash(i, ImageFormat.HASH_SEED) % count;
            bucketAt[bucketOf[i] + 1]++;
        }
        for (int i = 0; i < count; i++) {
            bucketAt[i + 1] += bucketAt[i];
        }
        int[] next = bucketAt.clone();
        for (int i = 0; i < count; i++) {
            byBucket[next[bucketOf[i]]++] = i;
        }
    }

    private int size(int bucket) {
        return bucketAt[bucket + 1] - bucketAt[bucket];
    }

    private void place(int bucket) throws DamagedDeltaException {
        if (size(bucket) == 1) {
            while (nameAt[lastFree] != FREE) {
                lastFree++;
            }
            nameAt[lastFree] = byBucket[bucketAt[bucket]];
            redirect[bucket] = -1 - lastFree;
            return;
        }
        for (int tries = 0; tries <= MOST_TRIES; tries++) {
            int seed = ImageFormat.HASH_SEED + 1 + tries;
            if (places(bucket, seed)) {
                redirect[bucket] = seed;
                return;
            }
        }
        throw new DamagedDeltaException("names that no table can have");
    }

    private boolean places(int bucket, int seed) throws DamagedDeltaException {
        for (int i = bucketAt[bucket]; i < bucketAt[bucket + 1]; i++) {
            int name = byBucket[i];
            workLeft -= names.joinedLength(name) + 1;
            if (workLeft < 0) {
                throw new DamagedDeltaException("names whose table takes too long");
            }
            int place = names.hash(name, seed) % count;
            if (nameAt[place] != FREE) {
                for (int j = bucketAt[bucket]; j < i; j++) {
                    nameAt[names.hash(byBucket[j], seed) % count] = FREE;
                }
                return false;
            }
            nameAt[place] = name;
        }
        return true;
    }

    /** For each bucket what the table says. */
    int redirect(int bucket) {
        return redirect[bucket];
    }

    /** Which name has a place. */
    int nameAt(int place) {
        return nameAt[place];
    }
}

package jp.quickcare.delta.chunk;

/** A number for each of many hashes, in little memory. Not thread-safe. */
final class HashNumbers {
    private final long[] hashes;
    /** One more than the number; 0 where nothing is. */
    private final int[] numbers;

    private int size;

    /** @param most so many different hashes and no more */
    HashNumbers(int most) {
        int size = Integer.highestOneBit(Math.max(most, 4)) << 2;
        hashes = new long[size];
        numbers = new int[size];
    }

    /** The number of a hash, or -1. */
    int get(long hash) {
        return numbers[place(hash)] - 1;
    }

    /** Gives a hash this number unless it has one. @return the number that it has now */
    int putIfAbsent(long hash, int number) {
        int place = place(hash);
        if (numbers[place] == 0) {
            hashes[place] = hash;
            numbers[place] = number + 1;
            size++;
        }
        return numbers[place] - 1;
    }

    /** How many hashes have one. */
    int size() {
        return size;
    }

    private int place(long hash) {
        int mask = hashes.length - 1;
        int place = (int) ((hash * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (numbers[place] != 0 && hashes[place] != hash) {
            place = (place + 1) & mask;
        }
        return place;
    }
}

package jp.quickcare.benchmarks.fuzz;

import java.util.Arrays;
import java.util.Random;

/** Changes bytes in all the ways that damage, or malice without much thought, does. */
final class Tampering {
    private static final int KEPT = 9;

    private Tampering() {}

    /** Changes some behind the first few. */
    static byte[] with(byte[] honest, int start, Random random) {
        byte[] bytes = honest.clone();
        for (int change = random.nextInt(4); change >= 0; change--) {
            int from = start + random.nextInt(bytes.length - start);
            int length = Math.min(1 + random.nextInt(24), bytes.length - from);
            switch (random.nextInt(6)) {
                case 0 -> bytes[from] ^= (byte) (1 << random.nextInt(8));
                case 1 -> Arrays.fill(bytes, from, from + length, (byte) random.nextInt());
                case 2 -> System.arraycopy(bytes, random.nextInt(from + 1), bytes, from, length);
                case 3 -> bytes = Arrays.copyOf(bytes, Math.max(start + KEPT, from));
                case 4 -> bytes = without(bytes, start, from, length);
                default -> {
                    byte[] noise = new byte[length];
                    random.nextBytes(noise);
                    System.arraycopy(noise, 0, bytes, from, length);
                }
            }
        }
        return bytes;
    }

    private static byte[] without(byte[] bytes, int start, int from, int length) {
        byte[] shorter = new byte[bytes.length - length];
        System.arraycopy(bytes, 0, shorter, 0, from);
        System.arraycopy(bytes, from + length, shorter, from, bytes.length - from - length);
        return shorter.length > start + KEPT ? shorter : bytes;
    }
}

package jp.quickcare.launcher.proxy.script;

import java.util.Optional;

/** Addresses of four numbers. */
public final class Ipv4 {
    private static final int PARTS = 4;
    private static final int LARGEST = 255;

    private Ipv4() {}

    /** The address as one number; empty where it is none. */
    public static Optional<Long> number(String address) {
        String[] parts = address.split("\\.", -1);
        long number = 0;
        for (String part : parts) {
            if (parts.length != PARTS || !part.matches("\\d{1,3}") || Integer.parseInt(part) > LARGEST) {
                return Optional.empty();
            }
            number = number << 8 | Integer.parseInt(part);
        }
        return Optional.of(number);
    }
}

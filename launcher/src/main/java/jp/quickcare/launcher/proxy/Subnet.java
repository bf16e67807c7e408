package jp.quickcare.launcher.proxy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.quickcare.launcher.proxy.script.Ipv4;

/** Networks as desktops and {@code no_proxy} name them: {@code 10.0.0.0/8}. No name is looked up for it. */
final class Subnet {
    private static final Pattern NETWORK = Pattern.compile("([0-9.]+)/(\\d{1,2})");
    private static final int BITS = 32;

    private Subnet() {}

    /** Whether a host that is named by its IPv4 address is in that network; anything else is in none. */
    static boolean contains(String network, String host) {
        Matcher matcher = NETWORK.matcher(network);
        if (!matcher.matches()) {
            return false;
        }
        int prefix = Integer.parseInt(matcher.group(2));
        Optional<Long> first = Ipv4.number(matcher.group(1));
        Optional<Long> address = Ipv4.number(host);
        if (prefix > BITS || first.isEmpty() || address.isEmpty()) {
            return false;
        }
        return first.get() >>> (BITS - prefix) == address.get() >>> (BITS - prefix);
    }
}

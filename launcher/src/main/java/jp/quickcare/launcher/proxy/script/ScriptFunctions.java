package jp.quickcare.launcher.proxy.script;

import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.ScriptableObject;

/** The functions that every proxy script may count on, as Netscape named them and browsers still have them. */
final class ScriptFunctions {
    private static final String NONE = "127.0.0.1";

    private final ScriptTimes times;

    ScriptFunctions(Clock clock) {
        this.times = new ScriptTimes(clock);
    }

    @FunctionalInterface
    private interface Body {
        Object of(String[] arguments);
    }

    void define(ScriptableObject scope) {
        add(scope, "isPlainHostName", 1, given -> given[0].indexOf('.') < 0);
        add(scope, "dnsDomainIs", 2, given -> lower(given[0]).endsWith(lower(given[1])));
        add(scope, "localHostOrDomainIs", 2, given -> isHostOrItsName(lower(given[0]), lower(given[1])));
        add(scope, "isResolvable", 1, given -> resolved(given[0]).isPresent());
        add(
                scope,
                "dnsResolve",
                1,
                given -> resolved(given[0])
                        .<Object>map(InetAddress::getHostAddress)
                        .orElse(false));
        add(scope, "isInNet", 3, given -> isInNet(given[0], given[1], given[2]));
        add(scope, "convert_addr", 1, given -> (double) Ipv4.number(given[0]).orElse(0L));
        add(scope, "myIpAddress", 0, given -> ownAddress());
        add(scope, "dnsDomainLevels", 1, given ->
                (double) given[0].chars().filter(c -> c == '.').count());
        add(scope, "shExpMatch", 2, given -> matches(given[0], given[1]));
        add(scope, "alert", 1, given -> Context.getUndefinedValue());
        add(scope, "weekdayRange", 1, times::weekdayRange);
        add(scope, "dateRange", 1, times::dateRange);
        add(scope, "timeRange", 1, times::timeRange);
    }

    /** An argument that is missing is empty. */
    private static void add(ScriptableObject scope, String name, int least, Body body) {
        scope.defineProperty(
                name,
                new LambdaFunction(scope, name, least, (context, where, self, given) -> {
                    String[] texts = Arrays.stream(given).map(Context::toString).toArray(String[]::new);
                    String[] padded = texts.length < least ? Arrays.copyOf(texts, least) : texts;
                    for (int i = texts.length; i < padded.length; i++) {
                        padded[i] = "";
                    }
                    return body.of(padded);
                }),
                ScriptableObject.DONTENUM);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean isHostOrItsName(String host, String full) {
        return host.equals(full) || (host.indexOf('.') < 0 && full.startsWith(host + "."));
    }

    private static Optional<InetAddress> resolved(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (address instanceof Inet4Address) {
                    return Optional.of(address);
                }
            }
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean isInNet(String host, String network, String mask) {
        Optional<Long> address = Ipv4.number(host);
        if (address.isEmpty()) {
            address = resolved(host).flatMap(found -> Ipv4.number(found.getHostAddress()));
        }
        Optional<Long> net = Ipv4.number(network);
        Optional<Long> bits = Ipv4.number(mask);
        return address.isPresent()
                && net.isPresent()
                && bits.isPresent()
                && (address.get() & bits.get()) == (net.get() & bits.get());
    }

    /** The address that leads out; nothing is sent for that. */
    private static String ownAddress() {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress("192.0.2.1", 9));
            InetAddress own = socket.getLocalAddress();
            return own instanceof Inet4Address && !own.isAnyLocalAddress() ? own.getHostAddress() : NONE;
        } catch (SocketException | java.io.UncheckedIOException e) {
            return NONE;
        }
    }

    /** With {@code *} and {@code ?}; by hand, as a regular expression could be made to take for ever. */
    private static boolean matches(String text, String expression) {
        int at = 0;
        int in = 0;
        int star = -1;
        int from = 0;
        while (at < text.length()) {
            boolean more = in < expression.length();
            if (more && expression.charAt(in) == '*') {
                star = in++;
                from = at;
            } else if (more && (expression.charAt(in) == '?' || expression.charAt(in) == text.charAt(at))) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++from;
            } else {
                return false;
            }
        }
        while (in < expression.length() && expression.charAt(in) == '*') {
            in++;
        }
        return in == expression.length();
    }
}

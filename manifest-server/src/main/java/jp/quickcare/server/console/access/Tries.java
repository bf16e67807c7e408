package jp.quickcare.server.console.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows wrong passwords down (SPEC A11): whoever was wrong some times has to wait, each time twice as long, and all
 * other computers together have only so many tries a minute. Whoever sits at the server PC is not held up by what
 * others do. A try counts before the password is looked at, so that many at once gain nothing. Thread-safe.
 */
public final class Tries {
    /** So many wrong ones cost no waiting. */
    static final int FREE = 3;

    static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    static final Duration LONGEST_WAIT_HERE = Duration.ofSeconds(8);

    /** An address that has been quiet for so long begins anew. */
    static final Duration FORGOTTEN = Duration.ofMinutes(30);

    /** Of all other computers together, a minute. */
    static final int MOST_A_MINUTE = 30;

    private static final int MOST_ADDRESSES = 10_000;
    private static final int IPV6_NETWORK_BYTES = 8;

    private record Wrong(int times, Instant last, Instant nextAllowed) {}

    private final Clock clock;
    private final Map<String, Wrong> wrong = new LinkedHashMap<>();
    private Instant minute = Instant.EPOCH;
    private int thisMinute;

    /** @param clock by which people wait */
    public Tries(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts one more try as wrong until {@link #right} says otherwise.
     *
     * @return empty: it may be tried now; else how long to wait first, and nothing was counted
     */
    public synchronized Optional<Duration> begin(InetAddress from) {
        Instant now = clock.instant();
        String who = who(from);
        Wrong before = wrong.get(who);
        if (before != null && (now.isAfter(before.last().plus(FORGOTTEN)) || now.isBefore(before.last()))) {
            before = null;
        }
        if (before != null && now.isBefore(before.nextAllowed())) {
            return Optional.of(Duration.between(now, before.nextAllowed()));
        }
        if (!from.isLoopbackAddress()) {
            Optional<Duration> wait = takeOfAll(now);
            if (wait.isPresent()) {
                return wait;
            }
        }
        int times = before == null ? 1 : before.times() + 1;
        wrong.remove(who);
        wrong.put(who, new Wrong(times, now, now.plus(waitAfter(times, from.isLoopbackAddress()))));
        if (wrong.size() > MOST_ADDRESSES) {
            wrong.remove(wrong.keySet().iterator().next());
        }
        return Optional.empty();
    }

    private Optional<Duration> takeOfAll(Instant now) {
        if (now.isBefore(minute) || !now.isBefore(minute.plus(Duration.ofMinutes(1)))) {
            minute = now;
            thisMinute = 0;
        }
        if (thisMinute >= MOST_A_MINUTE) {
            return Optional.of(Duration.between(now, minute.plus(Duration.ofMinutes(1))));
        }
        thisMinute++;
        return Optional.empty();
    }

    private static Duration waitAfter(int times, boolean here) {
        if (times < FREE) {
            return Duration.ZERO;
        }
        Duration longest = here ? LONGEST_WAIT_HERE : LONGEST_WAIT;
        Duration wait = Duration.ofSeconds(1L << Math.min(times - FREE, 20));
        return wait.compareTo(longest) > 0 ? longest : wait;
    }

    /** The password was right: that address begins anew. */
    public synchronized void right(InetAddress from) {
        wrong.remove(who(from));
        if (!from.isLoopbackAddress() && thisMinute > 0) {
            thisMinute--;
        }
    }

    /** One who has a network of IPv6 has all of its addresses. */
    private static String who(InetAddress from) {
        if (from.isLoopbackAddress()) {
            return "here";
        }
        byte[] address = from.getAddress();
        byte[] network = from instanceof Inet6Address ? Arrays.copyOf(address, IPV6_NETWORK_BYTES) : address;
        return HexFormat.of().formatHex(network);
    }
}

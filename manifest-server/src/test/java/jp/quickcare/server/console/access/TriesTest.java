package jp.quickcare.server.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TriesTest {
    private final Moving clock = new Moving();
    private final Tries tries = new Tries(clock);

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** A11 */
    @Test
    void each_wrong_try_after_the_third_costs_twice_the_wait() {
        InetAddress from = address("192.0.2.7");
        assertThat(tries.begin(from)).isEmpty();
        assertThat(tries.begin(from)).isEmpty();
        assertThat(tries.begin(from)).isEmpty();

        assertThat(tries.begin(from)).contains(Duration.ofSeconds(1));
        clock.on(Duration.ofSeconds(1));
        assertThat(tries.begin(from)).isEmpty();
        assertThat(tries.begin(from)).contains(Duration.ofSeconds(2));
        clock.on(Duration.ofSeconds(2));
        assertThat(tries.begin(from)).isEmpty();
        assertThat(tries.begin(from)).contains(Duration.ofSeconds(4));
    }

    /** A11 */
    @Test
    void the_right_password_ends_the_waiting() {
        InetAddress from = address("192.0.2.7");
        for (int i = 0; i < 3; i++) {
            tries.begin(from);
        }
        tries.right(from);

        assertThat(tries.begin(from)).isEmpty();
        assertThat(tries.begin(from)).isEmpty();
    }

    /** A11, SA4: a thousand addresses gain nothing. */
    @Test
    void all_other_computers_together_have_a_limit_a_minute() {
        int tried = 0;
        for (int i = 0; i < 1_000; i++) {
            tried += tries.begin(address("198.51." + i / 250 + "." + (1 + i % 250)))
                            .isEmpty()
                    ? 1
                    : 0;
        }
        assertThat(tried).isEqualTo(Tries.MOST_A_MINUTE);

        clock.on(Duration.ofMinutes(1));
        assertThat(tries.begin(address("203.0.113.9"))).isEmpty();
    }

    /** A11: no lock-out of the right person at the server PC. */
    @Test
    void what_others_do_never_holds_up_the_server_pc() {
        for (int i = 0; i < 1_000; i++) {
            tries.begin(address("198.51." + i / 250 + "." + (1 + i % 250)));
        }
        assertThat(tries.begin(address("127.0.0.1"))).isEmpty();

        for (int i = 0; i < 50; i++) {
            tries.begin(address("127.0.0.1"));
            clock.on(Tries.LONGEST_WAIT_HERE);
        }
        assertThat(tries.begin(address("127.0.0.1"))).isEmpty();
    }

    /** A11: a network of IPv6 has more addresses than anybody could count. */
    @Test
    void one_network_of_ipv6_counts_as_one_computer() {
        for (int i = 0; i < 3; i++) {
            tries.begin(address("2001:db8:1:2::" + i));
        }
        assertThat(tries.begin(address("2001:db8:1:2:ffff::1"))).isPresent();
        assertThat(tries.begin(address("2001:db8:1:3::1"))).isEmpty();
    }
}

package jp.quickcare.server.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class CallerTest {
    private static Caller caller(String address, String host, boolean forwarded) throws UnknownHostException {
        return new Caller(InetAddress.getByName(address), host, forwarded);
    }

    /** A11 */
    @Test
    void a_browser_on_the_server_pc_that_means_it_is_this_computer() throws UnknownHostException {
        for (String host : new String[] {"localhost", "LOCALHOST:80", "127.0.0.1:8080", "[::1]", "[::1]:80"}) {
            assertThat(caller("127.0.0.1", host, false).isThisComputer())
                    .as(host)
                    .isTrue();
        }
        assertThat(caller("::1", "localhost", false).isThisComputer()).isTrue();
        String own = InetAddress.getLocalHost().getHostName();
        assertThat(caller("127.0.0.1", own + ":80", false).isThisComputer()).isTrue();
    }

    /** SA4: DNS rebinding: a page's own name is given this computer's address. */
    @Test
    void a_name_from_elsewhere_is_not_this_computer_though_the_connection_is() throws UnknownHostException {
        for (String host :
                new String[] {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::1"}) {
            assertThat(caller("127.0.0.1", host, false).isThisComputer())
                    .as(host)
                    .isFalse();
        }
    }

    /** SA4 */
    @Test
    void another_computer_and_whoever_comes_through_a_proxy_are_not_this_computer() throws UnknownHostException {
        assertThat(caller("192.0.2.7", "localhost", false).isThisComputer()).isFalse();
        assertThat(caller("127.0.0.1", "localhost", true).isThisComputer()).isFalse();
    }
}

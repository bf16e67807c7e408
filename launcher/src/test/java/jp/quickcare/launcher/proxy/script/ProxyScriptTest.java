package jp.quickcare.launcher.proxy.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.proxy.script.ProxyScript.Way;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A36: what a proxy script says, and what it cannot do. */
class ProxyScriptTest {
    /** A Saturday, ten past five in the afternoon in Tokyo, ten past eight in the morning in Greenwich. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T08:10:00Z"), ZoneId.of("Asia/Tokyo"));

    /** Long beside what the first script of a fresh Java takes, which has to load what reads scripts. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final URI SERVER = URI.create("https://tanaka:secret@site.example:8443/v1/x?y=z");

    private static List<Way> ways(String body) throws IOException {
        String script = "function FindProxyForURL(url, host) { " + body + " }";
        return new ProxyScript(script, CLOCK, PATIENCE).ways(SERVER);
    }

    private static boolean says(String expression) throws IOException {
        return ways("return (" + expression + ") ? 'PROXY yes:1' : 'DIRECT';")
                .get(0)
                .proxy()
                .isPresent();
    }

    /** A36 */
    @Test
    void the_ways_come_in_the_scripts_order_without_those_we_cannot_go() throws IOException {
        assertThat(ways("return 'SOCKS s:1; PROXY a.example:3128;HTTPS t:1; http b:80 ; DIRECT';"))
                .containsExactly(
                        new Way(Optional.of("a.example:3128")),
                        new Way(Optional.of("b:80")),
                        new Way(Optional.empty()));
        assertThat(ways("return null;")).isEmpty();
    }

    /** A36: no path, no query, no password. */
    @Test
    void a_script_is_told_the_server_and_nothing_else() throws IOException {
        assertThat(ways("return 'PROXY ' + encodeURIComponent(url + ' ' + host);"))
                .containsExactly(new Way(Optional.of("https%3A%2F%2Fsite.example%3A8443%2F%20site.example")));
    }

    /** A36 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "isPlainHostName('server')",
                "!isPlainHostName('server.example')",
                "dnsDomainIs('www.Example.com', '.example.com')",
                "localHostOrDomainIs('www', 'www.example.com')",
                "!localHostOrDomainIs('home.example.com', 'www.example.com')",
                "isInNet('192.168.7.9', '192.168.0.0', '255.255.0.0')",
                "!isInNet('10.1.2.3', '192.168.0.0', '255.255.0.0')",
                "isInNet(dnsResolve('localhost'), '127.0.0.0', '255.0.0.0')",
                "isResolvable('localhost') && !isResolvable('no.such.name.invalid')",
                "myIpAddress().split('.').length == 4",
                "convert_addr('1.2.3.4') == 16909060",
                "dnsDomainLevels('a.b.c') == 2",
                "shExpMatch('http://a.example/x', '*.example/?') && !shExpMatch('abc', 'a?')",
                "shExpMatch(new Array(5000).join('a'), '*a*a*a*a*a*a*a*a*a*a*a*b') == false",
                "weekdayRange('SAT') && weekdayRange('FRI', 'SUN') && weekdayRange('SAT', 'MON')",
                "!weekdayRange('MON', 'FRI')",
                "timeRange(17) && timeRange(9, 17) && timeRange(22, 18) && !timeRange(9, 16)",
                "timeRange(17, 0, 17, 30) && timeRange(8, 10, 0, 8, 10, 30, 'GMT') && !timeRange(17, 'GMT')",
                "dateRange(21) && dateRange('NOV') && dateRange(2026) && dateRange('OCT', 'DEC') && dateRange(20, 22)",
                "dateRange(1, 'NOV', 24, 'DEC') && dateRange('DEC', 2025, 'NOV', 2026)",
                "dateRange(1, 'DEC', 2025, 21, 'NOV', 2026) && !dateRange(22, 'NOV', 2026, 1, 'DEC', 2027)",
                "(alert('x'), true) && [1, 2].map(x => x + 1)[1] == 3"
            })
    void the_usual_functions_do_what_they_do_in_browsers(String expression) throws IOException {
        assertThat(says(expression)).isTrue();
    }

    /** A36 */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for (;;) {}  | 300",
                "try { for (;;) {} } catch (e) { for (;;) {} }  | 300",
                "function f() { return f() + 1; } return f();  | 5000",
                "return nothing.there;  | 5000",
                "this is no script  | 5000"
            })
    void one_that_hangs_or_fails_is_given_up(String body, long patienceMillis) {
        String script = "function FindProxyForURL(url, host) { " + body + " }";
        long begun = System.nanoTime();
        assertThatThrownBy(() -> new ProxyScript(script, CLOCK, Duration.ofMillis(patienceMillis)).ways(SERVER))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the proxy script");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
    }

    /** A36: whoever sets the way decides where bytes go, and not what this PC runs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.Runtime.getRuntime().exec('true')",
                "Packages.java.io.File('/').list()",
                "new java.net.URL('http://x/')",
                "alert.getClass().forName('java.lang.Runtime')",
                "importPackage(java.io)"
            })
    void it_sees_nothing_of_java(String expression) {
        assertThatThrownBy(() -> ways(expression + "; return 'DIRECT';")).isInstanceOf(IOException.class);
    }
}

package jp.quickcare.launcher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.launcher.click.DeafPort;
import jp.quickcare.launcher.talk.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A36: which proxy leads to a server. */
class ProxiesTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "http_proxy", "http://plain:3128",
            "HTTPS_PROXY", "tls:8080/",
            "no_proxy", "inside.example, .dotted.example,*.starred.example,10.1.0.0/16");

    private static String to(String server) {
        return new Proxies(ENVIRONMENT, null)
                .to(URI.create(server))
                .map(ProxyAddress::shown)
                .orElse("direct");
    }

    /** A36 */
    @ParameterizedTest
    @CsvSource({
        "http://site.example/, plain:3128",
        "http://notinside.example/, plain:3128",
        "https://site.example/, tls:8080",
        "http://inside.example/, direct",
        "http://deep.INSIDE.example/, direct",
        "http://x.dotted.example/, direct",
        "http://x.starred.example/, direct",
        "http://10.1.200.3/, direct",
        "http://10.2.0.1/, plain:3128",
        "http://10.1.2.3.example/, plain:3128",
        "http://server/, direct",
        "http://localhost:8080/, direct",
        "http://127.0.0.1/, direct",
        "http://[::1]:8080/, direct"
    })
    void the_environment_names_it_and_this_pc_and_local_names_need_none(String server, String way) {
        assertThat(to(server)).isEqualTo(way);
    }

    /** A36 */
    @Test
    void credentials_in_the_address_are_used_and_never_shown() {
        Optional<ProxyAddress> proxy = new Proxies(Map.of("all_proxy", "http://t%40k:p%2Bw+x@proxy:3128"), null)
                .to(URI.create("http://site.example/"));
        assertThat(proxy).map(ProxyAddress::shown).contains("proxy:3128");
        assertThat(proxy.orElseThrow().credentials()).contains(new Credentials("t@k", "p+w+x"));
        assertThat(proxy.toString()).doesNotContain("p+w");
    }

    /** A36 */
    @ParameterizedTest
    @ValueSource(strings = {"socks5://proxy:1080", "::::", "http://", ""})
    void what_is_no_address_of_a_proxy_is_none(String address) {
        assertThat(new Proxies(Map.of("http_proxy", address), null).to(URI.create("http://site.example/")))
                .isEmpty();
    }

    /** A36 */
    @Test
    void what_a_proxy_was_told_is_kept_for_this_user_only(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("config/proxies");
        new KeptCredentials(file).keep("proxy:3128", new Credentials("田中", "pass=word\n"));
        assertThat(new KeptCredentials(file).find("proxy:3128")).contains(new Credentials("田中", "pass=word\n"));
        assertThat(new KeptCredentials(file).find("other:3128")).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    /** A36 */
    @Test
    void what_gnome_is_set_to_counts_where_the_environment_names_nothing() {
        String manual = """
                org.gnome.system.proxy autoconfig-url ''
                org.gnome.system.proxy ignore-hosts ['localhost', '127.0.0.0/8', '*.inside.example']
                org.gnome.system.proxy mode 'manual'
                org.gnome.system.proxy.http host 'proxy.example'
                org.gnome.system.proxy.http port 3128
                org.gnome.system.proxy.https host 'tls.example'
                org.gnome.system.proxy.https port 8080
                """;
        Proxies set = of(Map.of("XDG_CURRENT_DESKTOP", "GNOME"), GnomeProxy.parse(manual));
        assertThat(set.to(URI.create("http://site.example/")).map(ProxyAddress::shown))
                .contains("proxy.example:3128");
        assertThat(set.to(URI.create("https://site.example/")).map(ProxyAddress::shown))
                .contains("tls.example:8080");
        assertThat(set.to(URI.create("http://x.inside.example/"))).isEmpty();
        assertThat(GnomeProxy.parse(manual.replace("'manual'", "'none'"))).isEmpty();
        assertThat(GnomeProxy.parse(manual.replace("'manual'", "'auto'").replace("url ''", "url 'http://w/p.pac'")))
                .containsExactly(Map.entry("auto_proxy", "http://w/p.pac"));

        Proxies named = of(Map.of("http_proxy", "own:1"), GnomeProxy.parse(manual));
        assertThat(named.to(URI.create("http://site.example/")).map(ProxyAddress::shown))
                .contains("own:1");
    }

    private static Proxies of(Map<String, String> environment, Map<String, String> desktop) {
        ProxySource source = new ProxySource() {
            @Override
            public boolean fits() {
                return true;
            }

            @Override
            public Map<String, String> settings() {
                return desktop;
            }
        };
        return new Proxies(environment, () -> List.of(source), null);
    }

    /** A36 */
    @Test
    void what_kde_is_set_to_is_read_from_its_file(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("kioslaverc"), """
                [Other]
                httpProxy=http://wrong 1
                [Proxy Settings][$Version]
                ProxyType=0
                [Proxy Settings]
                NoProxyFor=.inside.example
                ProxyType=1
                httpProxy=http://proxy.example 3128
                """);
        KdeProxy kde = new KdeProxy(Map.of("XDG_CURRENT_DESKTOP", "KDE", "XDG_CONFIG_HOME", folder.toString()));
        assertThat(kde.fits()).isTrue();
        assertThat(new Proxies(Map.of(), () -> List.of(kde), null)
                        .to(URI.create("http://site.example/"))
                        .map(ProxyAddress::shown))
                .contains("proxy.example:3128");
        assertThat(new KdeProxy(Map.of("XDG_CONFIG_HOME", folder.resolve("none").toString())).settings())
                .isEmpty();
    }

    /** A36 */
    @Test
    void a_script_says_the_way_and_one_that_cannot_be_had_says_none(@TempDir Path folder) throws Exception {
        Path script = Files.writeString(folder.resolve("proxy.pac"), """
                function FindProxyForURL(url, host) {
                    return host == 'near.example' ? 'DIRECT' : 'PROXY far.example:3128';
                }
                """);
        Proxies scripted = new Proxies(Map.of("auto_proxy", script.toUri().toString()), null);
        assertThat(scripted.to(URI.create("https://site.example/")).map(ProxyAddress::shown))
                .contains("far.example:3128");
        assertThat(scripted.to(URI.create("https://near.example/"))).isEmpty();
        assertThat(new Proxies(
                                Map.of(
                                        "auto_proxy",
                                        folder.resolve("none").toUri().toString()),
                                null)
                        .to(URI.create("https://site.example/")))
                .isEmpty();
    }

    /** A36 */
    @Test
    void of_several_proxies_of_a_script_the_first_that_answers_is_taken(@TempDir Path folder) throws Exception {
        try (DeafPort deaf = new DeafPort();
                ServerSocket there = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Path script = Files.writeString(
                    folder.resolve("proxy.pac"),
                    "function FindProxyForURL(u, h) { return 'PROXY 127.0.0.1:" + deaf.number() + "; PROXY 127.0.0.1:"
                            + there.getLocalPort() + "; DIRECT'; }");
            assertThat(new Proxies(Map.of("auto_proxy", script.toUri().toString()), null)
                            .to(URI.create("http://site.example/"))
                            .map(ProxyAddress::port))
                    .contains(there.getLocalPort());
        }
    }
}

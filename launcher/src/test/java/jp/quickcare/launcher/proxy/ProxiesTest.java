package jp.quickcare.launcher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
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
            "no_proxy", "inside.example, .dotted.example,*.starred.example");

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
}

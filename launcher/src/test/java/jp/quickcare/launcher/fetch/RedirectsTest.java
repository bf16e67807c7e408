package jp.quickcare.launcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class RedirectsTest {
    private static final URI TLS = URI.create("https://example.test/a/b");

    /** TR3 */
    @Test
    void tls_is_never_left() {
        assertThatThrownBy(() -> Redirects.next(TLS, "http://example.test/a/b", 0))
                .isInstanceOf(LyingSourceException.class)
                .hasMessageContaining("from https to http");
    }

    /** TR3 */
    @Test
    void tls_may_be_entered_on_the_same_host() throws IOException {
        URI plain = URI.create("http://example.test:8080/a");
        assertThat(Redirects.next(plain, "https://EXAMPLE.test/a", 0)).isEqualTo(URI.create("https://EXAMPLE.test/a"));
    }

    /** TR3 */
    @Test
    void another_host_is_refused_even_where_only_user_information_looks_the_same() {
        assertThatThrownBy(() -> Redirects.next(TLS, "https://example.test@evil.test/a", 0))
                .isInstanceOf(LyingSourceException.class)
                .hasMessageContaining("another host, evil.test");
    }

    /** TR3 */
    @Test
    void a_redirect_without_an_address_is_refused() {
        assertThatThrownBy(() -> Redirects.next(TLS, null, 0)).hasMessageContaining("to nowhere");
    }
}

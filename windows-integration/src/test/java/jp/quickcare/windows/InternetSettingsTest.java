package jp.quickcare.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** SPEC A36: what Windows says of proxies, as an environment would. */
class InternetSettingsTest {
    /** A36 */
    @Test
    void one_proxy_is_for_all_and_its_exceptions_are_kept() {
        assertThat(InternetSettings.settings("", "proxy.site:3128", "*.care.example;<local>;10.0.0.5"))
                .isEqualTo(Map.of("all_proxy", "proxy.site:3128", "no_proxy", "*.care.example,10.0.0.5"));
    }

    /** A36 */
    @Test
    void each_scheme_may_have_its_own_and_others_are_passed_over() {
        assertThat(InternetSettings.settings("", "http=a:80;https=b:443;ftp=c:21", ""))
                .isEqualTo(Map.of("http_proxy", "a:80", "https_proxy", "b:443", "no_proxy", ""));
    }

    /** A36 */
    @Test
    void a_script_comes_before_a_proxy_and_nothing_set_is_nothing() {
        assertThat(InternetSettings.settings("http://pac.site/proxy.pac", "a:80", ""))
                .isEqualTo(Map.of("auto_proxy", "http://pac.site/proxy.pac"));
        assertThat(InternetSettings.settings("", "", "*.x")).isEmpty();
    }
}

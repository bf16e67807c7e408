package jp.quickcare.manifest.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.manifest.json.StrictJson;
import jp.quickcare.manifest.tuf.TargetInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C2, SA8: what a site says of its address. */
class SiteAddressTest {
    private static final Instant SINCE = Instant.parse("2026-11-21T15:00:00Z");

    private static TargetInfo target(String custom) throws Exception {
        return new TargetInfo(
                SiteAddress.PATH,
                0,
                Map.of("sha256", "x"),
                Optional.of(StrictJson.parseObject(custom.getBytes(UTF_8))),
                "targets");
    }

    /** C2 */
    @Test
    void it_reads_back_as_it_was_written_and_is_no_offer() throws Exception {
        SiteAddress address = new SiteAddress(List.of("http://server-2/", "https://[fe80::1]:8443/qc/"), SINCE);
        TargetInfo target = address.toTarget("targets");
        assertThat(SiteAddress.of(List.of(target))).contains(address);
        assertThat(Offer.of(List.of(target))).isEmpty();
        assertThat(SiteAddress.of(List.of())).isEmpty();
    }

    /** SA8 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"servers\":[],\"since\":\"2026-11-21T15:00:00Z\"}",
                "{\"servers\":[\"ftp://a/\"],\"since\":\"2026-11-21T15:00:00Z\"}",
                "{\"servers\":[\"http://a b/\"],\"since\":\"2026-11-21T15:00:00Z\"}",
                "{\"servers\":[\"http://a/\\n\"],\"since\":\"2026-11-21T15:00:00Z\"}",
                "{\"servers\":[\"http://u:p@a/\"],\"since\":\"2026-11-21T15:00:00Z\"}",
                "{\"servers\":[\"http://a:70000/\"],\"since\":\"2026-11-21T15:00:00Z\"}",
                "{\"servers\":[1],\"since\":\"2026-11-21T15:00:00Z\"}",
                "{\"servers\":[\"http://a/\"],\"since\":\"yesterday\"}",
                "{\"servers\":[\"http://a/\"]}"
            })
    void one_out_of_bounds_is_none(String custom) throws Exception {
        TargetInfo target = target(custom);
        assertThatThrownBy(() -> SiteAddress.of(List.of(target))).isInstanceOf(InvalidReleaseException.class);
    }

    /** C2 */
    @Test
    void one_place_written_in_many_ways_is_one() {
        for (String form : List.of("http://Server", "HTTP://server:80", "http://server:80/")) {
            assertThat(SiteAddress.plain(SiteAddress.parse(form))).isEqualTo("http://server:80/");
        }
        SiteAddress address = new SiteAddress(List.of(SiteAddress.parse("server")), SINCE);
        assertThat(address.isAmong(List.of("http://other/", "http://SERVER:80")))
                .isTrue();
        assertThat(address.isAmong(List.of("https://server/"))).isFalse();
        assertThat(SiteAddress.isEncrypted("HTTPS://server/")).isTrue();
    }
}

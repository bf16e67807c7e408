package jp.quickcare.manifest.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RightsTest {
    private static final SiteId SITE = SiteId.ofFirstRoot(new byte[] {1});

    @Test
    void a_right_is_for_one_site_and_one_application() throws Exception {
        Rights rights = Rights.parse(Rights.NONE.with("qc", SITE).toBytes());
        assertThat(rights.allow("qc", SITE)).isTrue();
        assertThat(rights.allow("launcher", SITE)).isFalse();
        assertThat(rights.allow("qc", SiteId.ofFirstRoot(new byte[] {2}))).isFalse();
    }

    /** FS13 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"_type\":\"rights\",\"format\":1}",
                "{\"_type\":\"rights\",\"format\":2,\"apps\":{}}",
                "{\"_type\":\"rights\",\"format\":1,\"apps\":{\"qc\":[\"*\"]}}",
                "{\"_type\":\"rights\",\"format\":1,\"apps\":{\"*\":[]}}"
            })
    void a_damaged_list_gives_no_rights(String json) {
        assertThatThrownBy(() -> Rights.parse(json.getBytes(UTF_8))).isInstanceOf(InvalidReleaseException.class);
    }
}

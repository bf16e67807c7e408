package jp.quickcare.manifest.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256Test {
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void the_digest_of_abc_is_that_of_fips_180() {
        Sha256 digest = Sha256.of("abc".getBytes(StandardCharsets.UTF_8));
        MessageDigest streamed = Sha256.newDigest();
        streamed.update((byte) 'a');
        streamed.update("bc".getBytes(StandardCharsets.UTF_8));

        assertThat(digest.hex()).isEqualTo(ABC).isEqualTo(digest.toString());
        assertThat(digest)
                .isEqualTo(Sha256.ofHex(ABC))
                .isEqualTo(Sha256.of(streamed))
                .hasSameHashCodeAs(Sha256.ofHex(ABC));
        assertThat(digest).isNotEqualTo(Sha256.of(new byte[0]));
    }

    /** CT3 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015adad",
                "ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                " a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            })
    void anything_but_64_lower_case_digits_is_refused(String hex) {
        assertThatThrownBy(() -> Sha256.ofHex(hex)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Sha256.isHex(hex)).isFalse();
    }
}

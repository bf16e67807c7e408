package jp.quickcare.server.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordHashTest {
    /** A11 */
    @Test
    void only_the_same_password_in_the_same_case_matches_its_hash() {
        String hash = PasswordHash.of("Sakura-2026".toCharArray());

        assertThat(hash).matches("pbkdf2-sha256\\$600000\\$[A-Za-z0-9+/=]+\\$[A-Za-z0-9+/=]+");
        assertThat(hash).doesNotContain("Sakura");
        assertThat(PasswordHash.matches(hash, "Sakura-2026".toCharArray())).isTrue();
        assertThat(PasswordHash.matches(hash, "sakura-2026".toCharArray())).isFalse();
        assertThat(PasswordHash.matches(hash, "".toCharArray())).isFalse();
    }

    /** A11: two administrators with one password do not show it. */
    @Test
    void the_same_password_has_another_hash_each_time() {
        assertThat(PasswordHash.of("Sakura-2026".toCharArray()))
                .isNotEqualTo(PasswordHash.of("Sakura-2026".toCharArray()));
    }

    /** A11: a known pair, made with another implementation of PBKDF2. */
    @Test
    void a_hash_of_another_implementation_is_understood() {
        // python3: hashlib.pbkdf2_hmac('sha256', b'password', b'saltsalt', 1000)
        String hash = "pbkdf2-sha256$1000$c2FsdHNhbHQ=$" + KNOWN;

        assertThat(PasswordHash.matches(hash, "password".toCharArray())).isTrue();
        assertThat(PasswordHash.matches(hash, "Password".toCharArray())).isFalse();
    }

    private static final String KNOWN = "E196ZhRPzw+wA84EjzHwJO1cv/MFJdO6C/sxmUeTYqY=";

    /** SA4: a setting that is no hash lets nobody in. */
    @Test
    void what_is_no_hash_matches_nothing() {
        for (String none : new String[] {
            "",
            "secret",
            "pbkdf2-sha256$0$c2FsdHNhbHQ=$" + KNOWN,
            "pbkdf2-sha256$99999999$c2FsdHNhbHQ=$" + KNOWN,
            "pbkdf2-sha256$1000$!!!!!!!!$" + KNOWN,
            "pbkdf2-sha256$1000$=====1111$" + KNOWN
        }) {
            assertThat(PasswordHash.matches(none, "secret".toCharArray())).isFalse();
        }
    }
}

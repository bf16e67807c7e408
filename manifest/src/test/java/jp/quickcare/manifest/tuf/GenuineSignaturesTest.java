package jp.quickcare.manifest.tuf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GenuineSignaturesTest {
    private final GenuineSignatures genuine = new GenuineSignatures();
    private final Ed25519Signer signer = TestKeys.signer();
    private final VerificationKey key = key(signer);

    private static VerificationKey key(Signer signer) {
        return VerificationKey.of(signer.key()).orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_genuine_signature_is_genuine_as_often_as_it_is_asked_for() {
        byte[] signature = signer.sign(bytes("root"));
        for (int i = 0; i < 3; i++) {
            assertThat(genuine.verifies(key, bytes("root"), signature.clone())).isTrue();
        }
    }

    @Test
    void what_is_remembered_says_nothing_of_another_message_signature_or_key() {
        byte[] message = bytes("root");
        byte[] signature = signer.sign(message);
        assertThat(genuine.verifies(key, message, signature)).isTrue();
        for (int bit = 0; bit < signature.length * 8; bit += 13) {
            byte[] other = signature.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(genuine.verifies(key, message, other)).as("bit " + bit).isFalse();
        }
        assertThat(genuine.verifies(key, bytes("Root"), signature)).isFalse();
        assertThat(genuine.verifies(key(TestKeys.signer()), message, signature)).isFalse();
    }

    /** Whoever changes bytes after they were checked does not change what was checked (THREATS MT4). */
    @Test
    void bytes_that_are_changed_after_they_were_found_genuine_are_not() {
        byte[] message = bytes("root");
        byte[] signature = signer.sign(message);
        assertThat(genuine.verifies(key, message, signature)).isTrue();
        message[0] ^= 1;
        assertThat(genuine.verifies(key, message, signature)).isFalse();
    }

    @Test
    void a_forgery_is_refused_as_often_as_it_comes_and_leaves_the_genuine_one_genuine() {
        byte[] message = bytes("root");
        byte[] forged = TestKeys.signer().sign(message);
        for (int i = 0; i < 2 * GenuineSignatures.MOST; i++) {
            assertThat(genuine.verifies(key, message, forged)).isFalse();
        }
        assertThat(genuine.verifies(key, message, signer.sign(message))).isTrue();
    }

    @Test
    void more_signatures_than_are_remembered_and_longer_messages_are_checked_all_the_same() {
        byte[] first = signer.sign(bytes("0"));
        for (int i = 0; i < 2 * GenuineSignatures.MOST; i++) {
            byte[] message = bytes(Integer.toString(i));
            assertThat(genuine.verifies(key, message, signer.sign(message))).isTrue();
        }
        assertThat(genuine.verifies(key, bytes("0"), first)).isTrue();
        byte[] large = new byte[GenuineSignatures.LONGEST_MESSAGE_BYTES + 1];
        byte[] signature = signer.sign(large);
        assertThat(genuine.verifies(key, large, signature)).isTrue();
        large[large.length - 1] = 1;
        assertThat(genuine.verifies(key, large, signature)).isFalse();
    }
}

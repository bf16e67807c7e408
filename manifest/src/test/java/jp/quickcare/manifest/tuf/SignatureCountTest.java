package jp.quickcare.manifest.tuf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jp.quickcare.manifest.json.JsonArray;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.json.JsonText;
import jp.quickcare.manifest.json.JsonValue;
import org.junit.jupiter.api.Test;

/** MT4: one key never counts as two. */
class SignatureCountTest {
    private final TestRepository repository = new TestRepository();

    /** MT4 */
    @Test
    void the_same_signature_twice_is_refused() throws Exception {
        repository.threshold("timestamp", 2).signers("timestamp").add(TestKeys.signer());
        repository.publishRoot().publish();
        Victim victim = new Victim(repository);
        repository.publish();
        JsonObject file = TestJson.parse(new String(repository.file("timestamp.json"), StandardCharsets.UTF_8));
        JsonValue first = file.array("signatures").items().get(0);
        repository.serve("timestamp.json", signed(file, List.of(first, first)));

        MalformedException refusal = victim.refuses(MalformedException.class, "timestamp.json");

        assertThat(refusal).hasMessageContaining("signed twice");
        victim.takesTheNextHonestUpdate();
    }

    /** MT4 */
    @Test
    void one_of_two_signatures_is_not_enough() throws Exception {
        Signer second = TestKeys.signer();
        repository.threshold("timestamp", 2).signers("timestamp").add(second);
        repository.publishRoot().publish();
        Victim victim = new Victim(repository);
        repository.signers("timestamp").remove(second);
        repository.publish();

        ThresholdException refusal = victim.refuses(ThresholdException.class, "timestamp.json");

        assertThat(refusal.needed()).isEqualTo(2);
        assertThat(refusal.valid()).isEqualTo(1);
        repository.signers("timestamp").add(second);
        victim.takesTheNextHonestUpdate();
    }

    /** MT4 */
    @Test
    void the_same_public_key_under_two_keyids_counts_once() throws Exception {
        Victim victim = new Victim(repository);
        List<Signer> honest = new ArrayList<>(repository.signers("timestamp"));
        Signer stolen = honest.get(0);
        repository.signers("timestamp").add(new RenamedSigner("a-second-name", stolen));
        repository.threshold("timestamp", 2).publishRoot().publish();

        ThresholdException refusal = victim.refuses(ThresholdException.class, "timestamp.json");

        assertThat(refusal.needed()).isEqualTo(2);
        assertThat(refusal.valid()).isEqualTo(1);
        repository.signers("timestamp").clear();
        repository.signers("timestamp").addAll(List.of(stolen, TestKeys.signer()));
        repository.publishRoot();
        victim.takesTheNextHonestUpdate();
    }

    /** MT4 */
    @Test
    void the_same_pem_key_in_another_spelling_counts_once() throws Exception {
        PublicKeyInfo key = TestKeys.ecdsa().key();
        PublicKeyInfo otherSpelling = new PublicKeyInfo(
                "ecdsa-sha2-nistp256", key.scheme(), key.publicValue().replace("\n", "\r\n"));

        assertThat(otherSpelling.keyId()).isNotEqualTo(key.keyId());
        assertThat(VerificationKey.of(otherSpelling)).isPresent().isEqualTo(VerificationKey.of(key));
    }

    @Test
    void signatures_of_strangers_and_empty_ones_do_no_harm() throws Exception {
        Victim victim = new Victim(repository);
        repository.publish();
        JsonObject file = TestJson.parse(new String(repository.file("timestamp.json"), StandardCharsets.UTF_8));
        List<JsonValue> signatures = new ArrayList<>(file.array("signatures").items());
        signatures.add(
                JsonObject.builder().put("keyid", "stranger").put("sig", "").build());
        repository.serve("timestamp.json", signed(file, signatures));

        repository.client(victim.store()).refresh();

        assertThat(victim.store().files().get("timestamp")).isEqualTo(repository.file("timestamp.json"));
    }

    private static byte[] signed(JsonObject file, List<JsonValue> signatures) {
        return JsonText.encode(TestJson.with(file, "signatures", new JsonArray(signatures)));
    }

    private record RenamedSigner(String keyId, Signer signer) implements Signer {
        @Override
        public PublicKeyInfo key() {
            return signer.key();
        }

        @Override
        public byte[] sign(byte[] canonical) {
            return signer.sign(canonical);
        }
    }
}

package jp.quickcare.manifest.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import jp.quickcare.manifest.json.JsonArray;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.json.JsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MT1, MT2, MT3, MT4, MT11, MT21: attacks on the chain of roots. */
class RootAttackTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    private final TestRepository repository = new TestRepository();

    /** MT1 */
    @Test
    void a_root_signed_only_by_its_new_keys_is_refused() throws Exception {
        Victim victim = new Victim(repository);
        List<Signer> honest = new ArrayList<>(repository.signers("root"));
        repository.rotate("root").publishRootSignedBy(repository.signers("root"));

        ThresholdException refusal = victim.refuses(ThresholdException.class, "2.root.json");

        assertThat(refusal.delegator()).isEqualTo("root version 1");
        assertThat(refusal.valid()).isZero();
        List<Signer> both = new ArrayList<>(honest);
        both.addAll(repository.signers("root"));
        repository.version("root", 1).publishRootSignedBy(both);
        victim.takesTheNextHonestUpdate();
    }

    /** MT1 */
    @Test
    void a_root_signed_only_by_its_old_keys_is_refused() throws Exception {
        Victim victim = new Victim(repository);
        List<Signer> honest = new ArrayList<>(repository.signers("root"));
        repository.rotate("root").publishRootSignedBy(honest);

        ThresholdException refusal = victim.refuses(ThresholdException.class, "2.root.json");

        assertThat(refusal.delegator()).isEqualTo("root version 2");
        honest.addAll(repository.signers("root"));
        repository.version("root", 1).publishRootSignedBy(honest);
        victim.takesTheNextHonestUpdate();
    }

    /** MT2 */
    @Test
    void a_root_that_skips_a_version_is_refused() throws Exception {
        Victim victim = new Victim(repository);
        repository.version("root", 2).publishRoot();
        repository.serve("2.root.json", repository.file("3.root.json")).withdraw("3.root.json");

        VersionException refusal = victim.refuses(VersionException.class, "2.root.json");

        assertThat(refusal.expected()).isEqualTo(2);
        assertThat(refusal.found()).isEqualTo(3);
        repository.version("root", 1).publishRoot();
        victim.takesTheNextHonestUpdate();
    }

    /** MT2 */
    @Test
    void the_same_root_again_is_refused_as_the_next() throws Exception {
        Victim victim = new Victim(repository);
        repository.serve("2.root.json", repository.file("1.root.json"));

        VersionException refusal = victim.refuses(VersionException.class);

        assertThat(refusal.found()).isEqualTo(1);
        repository.publishRoot();
        victim.takesTheNextHonestUpdate();
    }

    /** MT3 */
    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, 1L << 31})
    void a_threshold_that_is_no_positive_number_is_refused(long threshold) throws Exception {
        refusesThreshold(role -> role.put("threshold", threshold));
    }

    /** MT3 */
    @Test
    void a_threshold_that_is_a_text_is_refused() throws Exception {
        refusesThreshold(role -> role.put("threshold", "1"));
    }

    /** MT3 */
    @Test
    void a_missing_threshold_is_refused() throws Exception {
        refusesThreshold(role -> {});
    }

    private void refusesThreshold(Consumer<JsonObject.Builder> change) throws Exception {
        Victim victim = new Victim(repository);
        repository.alter("root", signed -> withTimestampRole(signed, change)).publishRoot();

        MalformedException refusal = victim.refuses(MalformedException.class, "2.root.json");

        assertThat(refusal)
                .hasMessageContaining("threshold")
                .extracting(TufException::role)
                .isEqualTo("root");
        repository.alterNothing("root").version("root", 1).publishRoot();
        victim.takesTheNextHonestUpdate();
    }

    private static JsonObject withTimestampRole(JsonObject signed, Consumer<JsonObject.Builder> change) {
        try {
            JsonObject roles = signed.object("roles");
            JsonObject.Builder role =
                    JsonObject.builder().put("keyids", roles.object("timestamp").array("keyids"));
            change.accept(role);
            return TestJson.with(signed, "roles", TestJson.with(roles, "timestamp", role.build()));
        } catch (JsonException e) {
            throw new IllegalStateException(e);
        }
    }

    /** MT3 */
    @Test
    void a_threshold_above_the_number_of_keys_can_never_be_met() throws Exception {
        Victim victim = new Victim(repository);
        repository.threshold("timestamp", 2).publishRoot().publish();

        ThresholdException refusal = victim.refuses(ThresholdException.class, "timestamp.json");

        assertThat(refusal.role()).isEqualTo("timestamp");
        assertThat(refusal.needed()).isEqualTo(2);
        assertThat(refusal.valid()).isEqualTo(1);
        repository.threshold("timestamp", 1).publishRoot();
        victim.takesTheNextHonestUpdate();
    }

    /** MT4 */
    @Test
    void a_keyid_named_twice_in_a_role_is_refused() throws Exception {
        Victim victim = new Victim(repository);
        repository.alter("root", RootAttackTest::withTwiceTheSameKeyId).publishRoot();

        MalformedException refusal = victim.refuses(MalformedException.class, "2.root.json");

        assertThat(refusal).hasMessageContaining("twice");
        repository.alterNothing("root").version("root", 1).publishRoot();
        victim.takesTheNextHonestUpdate();
    }

    private static JsonObject withTwiceTheSameKeyId(JsonObject signed) {
        try {
            JsonObject roles = signed.object("roles");
            JsonString id = (JsonString)
                    roles.object("timestamp").array("keyids").items().get(0);
            JsonObject role = JsonObject.builder()
                    .put("keyids", JsonArray.of(List.of(id, id)))
                    .put("threshold", 2)
                    .build();
            return TestJson.with(signed, "roles", TestJson.with(roles, "timestamp", role));
        } catch (JsonException e) {
            throw new IllegalStateException(e);
        }
    }

    /** MT11 */
    @Test
    void a_root_version_that_needs_more_than_64_bits_is_refused() throws Exception {
        Victim victim = new Victim(repository);
        repository.publishRoot();
        String text = new String(repository.file("2.root.json"), StandardCharsets.UTF_8)
                .replace("\"version\":2}", "\"version\":9223372036854775808}");
        repository.serve("2.root.json", text.getBytes(StandardCharsets.UTF_8));

        victim.refuses(MalformedException.class, "2.root.json");

        repository.version("root", 1).publishRoot();
        victim.takesTheNextHonestUpdate();
    }

    /** MT11 */
    @Test
    void a_chain_that_ends_at_the_largest_version_ends_there() throws Exception {
        repository.version("root", Long.MAX_VALUE - 1).publishRoot();
        MemoryStore store = new MemoryStore(repository.file(Long.MAX_VALUE + ".root.json"));
        TufClient client = repository.client(store);

        client.refresh();

        assertThat(client.root().version()).isEqualTo(Long.MAX_VALUE);
    }

    /** MT21 */
    @Test
    void one_stolen_root_key_of_three_publishes_nothing() throws Exception {
        repository.signers("root").add(TestKeys.signer());
        repository.signers("root").add(TestKeys.signer());
        repository.threshold("root", 2).publishRoot();
        Victim victim = new Victim(repository);
        List<Signer> honest = List.copyOf(repository.signers("root"));
        repository.rotate("targets").rotate("root").signers("root").add(honest.get(0));
        repository.publishRoot();

        ThresholdException refusal = victim.refuses(ThresholdException.class, "3.root.json");

        assertThat(refusal.needed()).isEqualTo(2);
        assertThat(refusal.valid()).isEqualTo(1);
        repository.signers("root").clear();
        repository.signers("root").addAll(honest);
        repository.version("root", 2).publishRoot();
        victim.takesTheNextHonestUpdate();
    }

    /** MT21 */
    @Test
    void signatures_of_a_key_revoked_in_the_next_root_count_no_longer() throws Exception {
        Victim victim = new Victim(repository);
        List<Signer> stolen = List.copyOf(repository.signers("targets"));
        repository.rotate("targets").publishRoot();
        List<Signer> honest = List.copyOf(repository.signers("targets"));
        repository.signers("targets").clear();
        repository.signers("targets").addAll(stolen);
        Victim.poison(repository, "targets");
        repository.publish();

        ThresholdException refusal = victim.refuses(ThresholdException.class, "2.targets.json");

        assertThat(refusal.delegator()).isEqualTo("root version 2");
        repository.signers("targets").clear();
        repository.signers("targets").addAll(honest);
        victim.takesTheNextHonestUpdate();
    }

    /** MT21 */
    @Test
    void what_a_revoked_key_signed_before_and_the_client_stored_counts_no_longer() throws Exception {
        repository.addTarget("targets", Victim.EVIL, CONTENT, Optional.empty()).publish();
        MemoryStore store = repository.newStore();
        repository.client(store).refresh();
        repository.rotate("targets").publishRoot();

        ThresholdException refusal = catchThrowableOfType(
                ThresholdException.class, () -> repository.client(store).refresh());

        assertThat(refusal).isNotNull();
        assertThat(refusal.role()).isEqualTo("targets");
        repository.removeTarget("targets", Victim.EVIL).publish();
        TufClient client = repository.client(store);
        client.refresh();
        assertThat(client.find(Victim.EVIL)).isEmpty();
    }

    @Test
    void every_root_of_the_chain_is_kept_and_the_last_is_trusted() throws Exception {
        MemoryStore store = repository.newStore();
        for (int i = 0; i < 3; i++) {
            List<Signer> signers = new ArrayList<>(repository.signers("root"));
            repository.rotate("root");
            signers.addAll(repository.signers("root"));
            repository.publishRootSignedBy(signers);
        }
        TufClient client = repository.client(store);

        client.refresh();

        assertThat(client.root().version()).isEqualTo(4);
        assertThat(store.keptRoots()).containsExactly(2L, 3L, 4L);
        assertThat(store.files().get("root")).isEqualTo(repository.file("4.root.json"));
    }

    @Test
    void a_refresh_follows_no_more_roots_than_its_limit_and_the_next_goes_on() throws Exception {
        for (int i = 0; i < 5; i++) {
            repository.publishRoot();
        }
        MemoryStore store = repository.newStore();
        Limits three = new Limits(512_000, 16_384, 2_000_000, 5_000_000, 3, 32);

        new TufClient(store, repository, TestRepository.NOW, three).refresh();
        TufClient second = new TufClient(store, repository, TestRepository.NOW, three);
        second.refresh();

        assertThat(second.root().version()).isEqualTo(6);
    }
}

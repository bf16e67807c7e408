package jp.quickcare.manifest.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import jp.quickcare.manifest.digest.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TR1, TR6, CT3, FS13: sources that give too much or nothing, stores that lost something, digests that prove nothing. */
class SourceAttackTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    private final TestRepository repository = new TestRepository();

    /** TR1 */
    @ParameterizedTest
    @ValueSource(strings = {"2.root.json", "timestamp.json", "2.snapshot.json", "2.targets.json"})
    void a_file_without_end_is_refused_unread(String name) throws Exception {
        Victim victim = new Victim(repository);
        repository.hashesInMeta(false).publishRoot().publish();
        byte[] honest = repository.file(name);
        repository.serve(name, Arrays.copyOf(honest, 6_000_000));

        LengthException refusal = victim.refuses(LengthException.class, name);

        assertThat(refusal.allowedBytes()).isLessThan(6_000_000);
        repository.serve(name, honest);
        victim.takesTheNextHonestUpdate();
    }

    /** TR1 */
    @Test
    void a_source_that_returns_more_than_asked_for_is_not_believed() throws Exception {
        MemoryStore store = repository.newStore();
        MetadataSource generous = (name, max) -> repository.fetch(name, Long.MAX_VALUE);
        repository.serve("timestamp.json", new byte[20_000]);

        assertThatThrownBy(() -> new TufClient(store, generous, TestRepository.NOW, Limits.DEFAULT).refresh())
                .isInstanceOf(LengthException.class);
    }

    /** TR1 */
    @Test
    void an_announced_length_beyond_the_limit_is_refused_without_asking() throws Exception {
        Victim victim = new Victim(repository);
        repository.publishSnapshot();
        repository.publishTimestamp(new MetaFile(2, OptionalLong.of(Long.MAX_VALUE), Map.of()));
        repository.takeRequests();

        LengthException refusal = victim.refuses(LengthException.class);

        assertThat(refusal.role()).isEqualTo("snapshot");
        assertThat(repository.takeRequests()).doesNotContain("2.snapshot.json");
        victim.takesTheNextHonestUpdate();
    }

    /** TR6 */
    @ParameterizedTest
    @ValueSource(strings = {"timestamp.json", "2.snapshot.json", "2.targets.json"})
    void a_file_that_is_not_there_is_told_by_its_role(String name) throws Exception {
        Victim victim = new Victim(repository);
        repository.publish();
        byte[] honest = repository.file(name);
        repository.withdraw(name);

        MissingException refusal = victim.refuses(MissingException.class);

        assertThat(name).contains(refusal.role());
        repository.serve(name, honest);
        victim.takesTheNextHonestUpdate();
    }

    /** TR6 */
    @ParameterizedTest
    @ValueSource(strings = {"2.root.json", "timestamp.json", "2.snapshot.json", "2.targets.json"})
    void a_source_that_breaks_off_changes_nothing_of_what_it_could_not_give(String broken) throws Exception {
        Victim victim = new Victim(repository);
        Map<String, byte[]> before = new LinkedHashMap<>(victim.store().files());
        repository.publish();
        MetadataSource breaking = (name, max) -> {
            if (name.equals(broken)) {
                throw new IOException("reset");
            }
            return repository.fetch(name, max);
        };

        TufClient client = new TufClient(victim.store(), breaking, TestRepository.NOW, Limits.DEFAULT);
        assertThatThrownBy(client::refresh).isInstanceOf(IOException.class).hasMessage("reset");

        assertThatThrownBy(client::targets).isInstanceOf(IllegalStateException.class);
        assertThat(victim.store().files().get("targets")).isEqualTo(before.get("targets"));
        victim.takesTheNextHonestUpdate();
    }

    /** TR6 */
    @ParameterizedTest
    @ValueSource(strings = {"2.root.json", "timestamp.json", "2.snapshot.json", "2.targets.json"})
    void a_captive_portal_page_is_refused_at_every_step(String name) throws Exception {
        Victim victim = new Victim(repository);
        repository.hashesInMeta(false).publishRoot().publish();
        byte[] honest = repository.file(name);
        repository.serve(name, "<!DOCTYPE html><html>Sign in</html>".getBytes(StandardCharsets.UTF_8));

        victim.refuses(MalformedException.class, name);

        repository.serve(name, honest);
        victim.takesTheNextHonestUpdate();
    }

    /** FS13 */
    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "snapshot", "targets"})
    void a_stored_file_that_was_lost_or_emptied_is_fetched_again(String role) throws Exception {
        Victim victim = new Victim(repository);
        byte[] good = victim.store().files().get(role);
        victim.store().remove(role);
        repository.client(victim.store()).refresh();
        assertThat(victim.store().files().get(role)).isEqualTo(good);

        victim.store().store(role, new byte[0]);
        repository.client(victim.store()).refresh();

        assertThat(victim.store().files().get(role)).isEqualTo(good);
        victim.takesTheNextHonestUpdate();
    }

    /** FS13 */
    @Test
    void without_its_root_a_client_trusts_nobody_and_asks_nobody() {
        MemoryStore store = repository.newStore();
        store.remove("root");
        repository.takeRequests();

        assertThatThrownBy(() -> repository.client(store).refresh())
                .isInstanceOf(MissingException.class)
                .hasMessageContaining("root");
        store.store("root", "{}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> repository.client(store).refresh()).isInstanceOf(MalformedException.class);
        assertThat(repository.takeRequests()).isEmpty();
    }

    /** FS13 */
    @Test
    void a_stored_root_that_was_changed_is_refused() throws Exception {
        MemoryStore store = repository.newStore();
        String root = new String(repository.file("1.root.json"), StandardCharsets.UTF_8);
        store.store("root", root.replace("2030-07-15", "2040-07-15").getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> repository.client(store).refresh()).isInstanceOf(ThresholdException.class);
    }

    /** FS13 */
    @ParameterizedTest
    @ValueSource(strings = {"root", "timestamp", "snapshot", "targets"})
    void offline_an_incomplete_store_is_told(String role) throws Exception {
        Victim victim = new Victim(repository);
        victim.store().remove(role);

        assertThatThrownBy(() -> TufClient.offline(victim.store(), TestRepository.NOW, Limits.DEFAULT))
                .isInstanceOf(MissingException.class)
                .hasMessageContaining(role);
        if (!role.equals("root")) {
            victim.takesTheNextHonestUpdate();
        }
    }

    /** FS13 */
    @Test
    void offline_an_older_copy_of_one_file_beside_newer_ones_is_refused() throws Exception {
        Victim victim = new Victim(repository);
        byte[] old = victim.store().load("targets").orElseThrow();
        victim.takesTheNextHonestUpdate();
        victim.store().store("targets", old);

        assertThatThrownBy(() -> TufClient.offline(victim.store(), TestRepository.NOW, Limits.DEFAULT))
                .isInstanceOfAny(HashException.class, LengthException.class);
        victim.takesTheNextHonestUpdate();
    }

    /** CT3 */
    @Test
    void a_target_whose_only_digest_is_of_an_unknown_kind_is_refused() {
        TargetInfo target = target(Map.of("md5", "9a0364b9e99bb480dd25e1f0284c8555"));

        assertThatThrownBy(() -> target.verify(CONTENT))
                .isInstanceOfSatisfying(
                        HashException.class, e -> assertThat(e.algorithm()).isEqualTo("none"));
    }

    /** CT3 */
    @Test
    void a_wrong_digest_beside_an_unknown_or_a_right_one_is_refused() {
        String sha256 = Sha256.of(CONTENT).hex();
        String wrong = "0".repeat(64);

        for (Map<String, String> hashes : List.of(
                Map.of("md5", "x", "sha256", wrong),
                Map.of("sha512", "0".repeat(128), "sha256", sha256),
                Map.of("sha256", sha256.toUpperCase(Locale.ROOT)),
                Map.of("sha256", sha256.substring(0, 62)),
                Map.of("sha256", ""))) {
            assertThatThrownBy(() -> target(hashes).verify(CONTENT)).isInstanceOf(HashException.class);
        }
    }

    /** CT1, CT2 */
    @Test
    void a_target_of_another_length_or_with_one_byte_changed_is_refused() throws Exception {
        TargetInfo target = target(Map.of("sha256", Sha256.of(CONTENT).hex()));
        byte[] changed = CONTENT.clone();
        changed[0] ^= 1;

        target.verify(CONTENT);
        assertThatThrownBy(() -> target.verify(changed)).isInstanceOf(HashException.class);
        assertThatThrownBy(() -> target.verify(new byte[0])).isInstanceOf(LengthException.class);
    }

    /** CT2 */
    @ParameterizedTest
    @ValueSource(strings = {"-1", "9223372036854775808", "1.5", "\"7\""})
    void a_target_with_an_impossible_length_is_refused(String length) throws Exception {
        Victim victim = new Victim(repository);
        repository
                .hashesInMeta(false)
                .addTarget("targets", "t", CONTENT, Optional.empty())
                .publish();
        String file = new String(repository.file("2.targets.json"), StandardCharsets.UTF_8);
        repository.serve(
                "2.targets.json",
                file.replace("\"length\":7", "\"length\":" + length).getBytes(StandardCharsets.UTF_8));

        TufException refusal = victim.refuses(TufException.class, "2.targets.json");

        // Where the number is JSON of ours, the signature has gone with the change.
        assertThat(refusal).isInstanceOfAny(MalformedException.class, ThresholdException.class);
        victim.takesTheNextHonestUpdate();
    }

    private static TargetInfo target(Map<String, String> hashes) {
        return new TargetInfo("t", CONTENT.length, hashes, Optional.empty(), "targets");
    }
}

package jp.quickcare.manifest.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonArray;
import jp.quickcare.manifest.json.JsonInteger;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.json.JsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MT3, MT4, MT19, MT20: roles that say more than they are trusted with. */
class DelegationTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    private final TestRepository repository = new TestRepository();

    /** MT19 */
    @ParameterizedTest
    @ValueSource(strings = {"", "root", "timestamp", "snapshot", "targets"})
    void a_delegation_to_nobody_or_to_a_top_level_role_is_refused(String name) throws Exception {
        refusesDelegation(role -> TestJson.with(role, "name", new JsonString(name)));
    }

    /** MT19 */
    @Test
    void a_delegation_to_an_overlong_name_is_refused() throws Exception {
        refusesDelegation(role -> TestJson.with(role, "name", new JsonString("q".repeat(201))));
    }

    /** MT19 */
    @Test
    void a_delegation_with_both_or_neither_of_paths_and_prefixes_is_refused() throws Exception {
        refusesDelegation(role -> TestJson.without(role, "paths"));
        refusesDelegation(role -> TestJson.with(role, "path_hash_prefixes", new JsonArray(List.of())));
    }

    /** MT3 */
    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void a_delegation_with_a_threshold_below_one_is_refused(long threshold) throws Exception {
        refusesDelegation(role -> TestJson.with(role, "threshold", new JsonInteger(threshold)));
    }

    /** MT19 */
    @Test
    void a_role_delegated_to_twice_by_one_role_is_refused() throws Exception {
        refusesAltered(roles ->
                JsonArray.of(List.of(roles.items().get(0), roles.items().get(0))));
    }

    private void refusesDelegation(UnaryOperator<JsonObject> change) throws Exception {
        refusesAltered(roles ->
                JsonArray.of(List.of(change.apply((JsonObject) roles.items().get(0)))));
    }

    private void refusesAltered(UnaryOperator<JsonArray> change) throws Exception {
        TestRepository fresh = new TestRepository();
        fresh.delegate("targets", "qc", true, "qc/*/*").publish();
        Victim victim = new Victim(fresh);
        Victim.poison(fresh, "qc");
        fresh.alter("targets", signed -> {
            JsonObject delegations = (JsonObject) signed.find("delegations").orElseThrow();
            JsonArray roles = (JsonArray) delegations.find("roles").orElseThrow();
            return TestJson.with(signed, "delegations", TestJson.with(delegations, "roles", change.apply(roles)));
        });
        fresh.publish();

        victim.refuses(MalformedException.class, "2.targets.json");

        fresh.alterNothing("targets").removeTarget("qc", Victim.EVIL);
        victim.takesTheNextHonestUpdate();
    }

    /** MT19 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Targets",
                "ROOT",
                "../x",
                "..",
                ".",
                "/x",
                "C:\\x",
                "CON",
                "nul",
                "Com1.json",
                "a/b",
                "é",
                "#",
                "?",
                "%2e",
                "x\u0000y"
            })
    void a_role_of_any_other_name_replaces_no_file_but_its_own(String name) throws Exception {
        repository.delegate("targets", name, true, "*/*/*");
        repository.addTarget(name, "qc/1/any.json", CONTENT, Optional.empty()).publish();
        MemoryStore store = repository.newStore();
        TufClient client = repository.client(store);
        client.refresh();

        assertThat(client.find("qc/1/any.json")).map(TargetInfo::role).contains(name);
        String file = FileNames.local(name);
        assertThat(file).matches("[a-z0-9_~%A-F-][a-z0-9_.~%A-F-]*\\.json");
        assertThat(file.toLowerCase(Locale.ROOT))
                .isNotIn(
                        "root.json",
                        "timestamp.json",
                        "snapshot.json",
                        "targets.json",
                        "con.json",
                        "nul.json",
                        "com1.json.json");
        assertThat(store.files().get("targets")).isEqualTo(repository.file("2.targets.json"));
    }

    /** MT19 */
    @Test
    void no_two_roles_share_a_file_where_case_is_ignored() {
        List<String> roles = List.of(
                "qc", "QC", "Qc", "q%63", "%71c", "q", "Targets", "targets", "con", "%63on", "CON", ".q", "%2Eq");
        Set<String> files = new HashSet<>();
        for (String role : roles) {
            assertThat(files.add(FileNames.local(role).toLowerCase(Locale.ROOT)))
                    .as(role)
                    .isTrue();
        }
        assertThat(FileNames.versioned("a/b", 7)).isEqualTo("7.a%2Fb.json");
        assertThat(FileNames.plain("Qc")).isEqualTo("Qc.json");
    }

    /** MT19, MT20 */
    @Test
    void a_target_outside_the_paths_of_its_role_is_not_found() throws Exception {
        repository.delegate("targets", "launcher", true, 2, "launcher/*/*").delegate("targets", "xe", true, "xe/*/*");
        repository.addTarget("xe", "xe/1/any.json", CONTENT, Optional.empty());
        repository.publish();
        Victim victim = new Victim(repository);
        Victim.poison(repository, "launcher");
        Victim.poison(repository, "xe");
        repository.publish();

        victim.doesNotFindEvil();

        TufClient client = repository.client(victim.store());
        client.refresh();
        assertThat(client.targetsOf("launcher")).isEmpty();
        assertThat(client.targetsOf("xe")).extracting(TargetInfo::path).containsExactly("xe/1/any.json");
        assertThat(client.targetsOf("nobody")).isEmpty();
        repository.removeTarget("launcher", Victim.EVIL).removeTarget("xe", Victim.EVIL);
        victim.takesTheNextHonestUpdate();
    }

    /** MT20 */
    @Test
    void the_key_of_one_application_signs_no_release_of_another() throws Exception {
        repository.delegate("targets", "xe", true, "xe/*/*").delegate("targets", "qc", true, "qc/*/*");
        repository.publish();
        Victim victim = new Victim(repository);
        List<Signer> honest = List.copyOf(repository.signers("qc"));
        repository.signers("qc").clear();
        repository.signers("qc").addAll(repository.signers("xe"));
        Victim.poison(repository, "qc");
        repository.publish();

        ThresholdException refusal = victim.refusesToFind(ThresholdException.class, "2.qc.json");

        assertThat(refusal.role()).isEqualTo("qc");
        assertThat(refusal.valid()).isZero();
        repository.signers("qc").clear();
        repository.signers("qc").addAll(honest);
        repository.removeTarget("qc", Victim.EVIL);
        victim.takesTheNextHonestUpdate();
    }

    /** MT20, MT21 */
    @Test
    void one_of_two_launcher_keys_publishes_no_launcher() throws Exception {
        repository
                .delegate("targets", "launcher", true, 2, "launcher/*/*", "qc/*/*")
                .publish();
        Victim victim = new Victim(repository);
        Signer missing = repository.signers("launcher").remove(1);
        Victim.poison(repository, "launcher");
        repository.publish();

        ThresholdException refusal = victim.refusesToFind(ThresholdException.class, "2.launcher.json");

        assertThat(refusal.needed()).isEqualTo(2);
        assertThat(refusal.valid()).isEqualTo(1);
        repository.signers("launcher").add(missing);
        repository.removeTarget("launcher", Victim.EVIL);
        victim.takesTheNextHonestUpdate();
    }

    /** MT19 */
    @Test
    void a_terminating_role_ends_the_search_for_what_it_matches() throws Exception {
        repository.delegate("targets", "qc", true, "qc/*/*").delegate("targets", "other", false, "*/*/*");
        repository.publish();
        Victim victim = new Victim(repository);
        Victim.poison(repository, "other");
        repository.publish().takeRequests();

        victim.doesNotFindEvil();

        assertThat(repository.takeRequests())
                .doesNotContain("1.other.json", "2.other.json")
                .contains("2.qc.json");
        victim.takesTheNextHonestUpdate();
    }

    /** MT19 */
    @Test
    void a_terminating_role_deeper_down_ends_the_search_also_above() throws Exception {
        repository.delegate("targets", "a", false, "*/*/*").delegate("targets", "b", false, "*/*/*");
        repository.delegate("a", "c", true, "*/*/*").delegate("c", "d", false, "*/*/*");
        Victim.poison(repository, "b");
        repository.publish();

        assertThat(found(Victim.EVIL)).isEmpty();
        assertThat(repository.takeRequests()).endsWith("1.a.json", "1.c.json", "1.d.json");
    }

    /** MT19 */
    @Test
    void roles_that_delegate_in_a_circle_are_visited_once() throws Exception {
        repository.delegate("targets", "a", false, "*/*/*");
        repository.delegate("a", "b", false, "*/*/*").delegate("b", "a", false, "*/*/*");
        repository.publish();

        assertThat(found(Victim.EVIL)).isEmpty();
        assertThat(repository.takeRequests()).endsWith("2.targets.json", "1.a.json", "1.b.json");
    }

    /** MT19 */
    @Test
    void a_thousand_delegations_are_visited_only_up_to_the_limit() throws Exception {
        Signer shared = TestKeys.signer();
        RoleKeys keys = new RoleKeys(List.of(shared.keyId()), 1);
        for (int i = 0; i < 1000; i++) {
            repository.signers("r" + i).add(shared);
            repository.delegate(
                    "targets", new DelegatedRole("r" + i, keys, false, List.of("*/*/*"), List.of()), List.of(shared));
        }
        Victim.poison(repository, "r999");
        repository.publish();
        Victim victim = new Victim(repository);
        repository.takeRequests();

        victim.doesNotFindEvil();

        assertThat(repository.takeRequests())
                .filteredOn(name -> name.contains(".r"))
                .hasSizeLessThanOrEqualTo(33);
        repository.undelegate("targets").removeTarget("r999", Victim.EVIL);
        victim.takesTheNextHonestUpdate();
    }

    /** MT19 */
    @Test
    void a_role_that_two_trust_with_different_keys_is_trusted_by_each_for_itself() throws Exception {
        Signer honest = TestKeys.signer();
        Signer evil = TestKeys.signer();
        repository.delegate("targets", "a", false, "a/*/*").delegate("targets", "b", false, "qc/*/*");
        repository.delegate(
                "a",
                new DelegatedRole("c", new RoleKeys(List.of(evil.keyId()), 1), false, List.of("a/*/*"), List.of()),
                List.of(evil));
        repository.delegate(
                "b",
                new DelegatedRole("c", new RoleKeys(List.of(honest.keyId()), 1), false, List.of("qc/*/*"), List.of()),
                List.of(honest));
        repository.signers("c").add(evil);
        repository.addTarget("c", "a/1/any.json", CONTENT, Optional.empty());
        Victim.poison(repository, "c");
        repository.publish();
        MemoryStore store = repository.newStore();
        TufClient client = repository.client(store);
        client.refresh();

        // Trusted by a, the role is loaded and stored; b must not find it trusted already.
        assertThat(client.find("a/1/any.json")).isPresent();
        ThresholdException refusal = catchThrowableOfType(ThresholdException.class, () -> client.find(Victim.EVIL));

        assertThat(refusal.delegator()).isEqualTo("b");
        repository.signers("c").add(honest);
        repository.removeTarget("c", Victim.EVIL).addTarget("c", "qc/1/any.json", CONTENT, Optional.empty());
        repository.publish();
        TufClient next = repository.client(store);
        next.refresh();
        assertThat(next.find("qc/1/any.json")).isPresent();
    }

    /** MT19 */
    @Test
    void where_two_delegate_to_a_third_it_is_reached_through_the_first_that_matches() throws Exception {
        repository.delegate("targets", "a", false, "*").delegate("targets", "b", false, "*");
        repository.delegate("b", "c", false, "*").delegate("a", "c", false, "*.py");
        repository.publish();

        assertThat(found("missing")).isEmpty();
        assertThat(repository.takeRequests()).endsWith("1.a.json", "1.b.json", "1.c.json");
    }

    @Test
    void hash_prefixes_delegate_by_the_digest_of_the_path() throws Exception {
        String path = "qc/1/any.json";
        String digest = Sha256.of(path.getBytes(StandardCharsets.UTF_8)).hex();
        Signer signer = TestKeys.signer();
        RoleKeys keys = new RoleKeys(List.of(signer.keyId()), 1);
        repository.signers("bin").add(signer);
        repository.delegate(
                "targets",
                new DelegatedRole("bin", keys, false, List.of(), List.of("zz", digest.substring(0, 2))),
                List.of(signer));
        repository
                .addTarget("bin", path, CONTENT, Optional.empty())
                .addTarget("bin", "other", CONTENT, Optional.empty());
        repository.publish();

        assertThat(found(path)).isPresent();
        assertThat(found("other")).isEmpty();
    }

    @Test
    void without_consistent_snapshots_files_are_asked_for_by_their_plain_names() throws Exception {
        repository.consistentSnapshot(false).delegate("targets", "qc", true, "qc/*/*");
        repository
                .addTarget("qc", "qc/1/any.json", CONTENT, Optional.empty())
                .publishRoot()
                .publish()
                .takeRequests();

        assertThat(found("qc/1/any.json")).isPresent();
        assertThat(repository.takeRequests())
                .containsExactly(
                        "2.root.json", "3.root.json", "timestamp.json", "snapshot.json", "targets.json", "qc.json");
    }

    @Test
    void a_role_that_the_snapshot_does_not_announce_ends_the_search_with_a_refusal() throws Exception {
        repository.delegate("targets", "qc", true, "qc/*/*").publish();
        repository.announce("qc", Optional.empty()).publishSnapshot().publishTimestamp();
        TufClient client = repository.client(repository.newStore());
        client.refresh();

        assertThatThrownBy(() -> client.find(Victim.EVIL))
                .isInstanceOf(MissingException.class)
                .hasMessageContaining("in the snapshot");
    }

    private Optional<TargetInfo> found(String path) throws Exception {
        TufClient client = repository.client(repository.newStore());
        client.refresh();
        return client.find(path);
    }
}

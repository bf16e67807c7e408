package jp.quickcare.manifest.tuf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import jp.quickcare.manifest.json.JsonInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MT5, MT6, MT7, MT11: older metadata, and metadata of different moments put together. */
class RollbackTest {
    private final TestRepository repository = new TestRepository();

    /** MT5 */
    @Test
    void an_older_timestamp_is_refused() throws Exception {
        byte[] old = repository.file("timestamp.json");
        repository.publish();
        Victim victim = new Victim(repository);
        repository.serve("timestamp.json", old);

        RollbackException refusal = victim.refuses(RollbackException.class, "timestamp.json");

        assertThat(refusal.role()).isEqualTo("timestamp");
        assertThat(refusal.trustedVersion()).isEqualTo(2);
        assertThat(refusal.foundVersion()).isEqualTo(1);
        victim.takesTheNextHonestUpdate();
    }

    /** MT5 */
    @Test
    void an_older_timestamp_is_refused_also_when_the_trusted_one_has_expired() throws Exception {
        byte[] old = repository.file("timestamp.json");
        repository
                .expires("timestamp", TestRepository.NOW.plus(Duration.ofDays(1)))
                .publish();
        Victim victim = new Victim(repository);
        repository.serve("timestamp.json", old);

        RollbackException refusal = victim.at(TestRepository.NOW.plus(Duration.ofDays(2)))
                .refuses(RollbackException.class, "timestamp.json");

        assertThat(refusal.trustedVersion()).isEqualTo(2);
        repository.expires("timestamp", TestRepository.EXPIRES);
        victim.takesTheNextHonestUpdate();
    }

    /** MT5 */
    @Test
    void a_timestamp_of_the_same_version_with_other_content_is_dropped() throws Exception {
        Victim victim = new Victim(repository);
        byte[] trusted = repository.file("timestamp.json");
        repository.version("timestamp", 0).publishTimestamp(MetaFile.ofVersion(100));

        repository.client(victim.store()).refresh();

        assertThat(victim.store().files().get("timestamp")).isEqualTo(trusted);
        repository.version("timestamp", 1);
        victim.takesTheNextHonestUpdate();
    }

    /** MT5 */
    @Test
    void a_newer_timestamp_that_announces_an_older_snapshot_is_refused_and_not_stored() throws Exception {
        byte[] oldSnapshot = repository.file("1.snapshot.json");
        repository.publish();
        Victim victim = new Victim(repository);
        repository.publishTimestamp(MetaFile.of(1, oldSnapshot));

        RollbackException refusal = victim.refuses(RollbackException.class, "timestamp.json");

        assertThat(refusal.role()).isEqualTo("snapshot");
        assertThat(refusal.trustedVersion()).isEqualTo(2);
        assertThat(refusal.foundVersion()).isEqualTo(1);
        victim.takesTheNextHonestUpdate();
    }

    /** MT6 */
    @Test
    void a_snapshot_that_announces_older_targets_is_refused() throws Exception {
        byte[] oldTargets = repository.file("1.targets.json");
        repository.publish();
        Victim victim = new Victim(repository);
        repository.announce("targets", Optional.of(MetaFile.of(1, oldTargets)));
        repository.publishSnapshot().publishTimestamp();

        RollbackException refusal = victim.refuses(RollbackException.class, "3.snapshot.json");

        assertThat(refusal.role()).isEqualTo("targets.json");
        assertThat(refusal.trustedVersion()).isEqualTo(2);
        victim.takesTheNextHonestUpdate();
    }

    /** MT6 */
    @Test
    void a_snapshot_that_announces_an_older_delegated_role_is_refused() throws Exception {
        repository.delegate("targets", "qc", true, "qc/*/*");
        repository.publish();
        byte[] old = repository.file("1.qc.json");
        repository.publish();
        Victim victim = new Victim(repository);
        repository.announce("qc", Optional.of(MetaFile.of(1, old)));
        repository.publishSnapshot().publishTimestamp();

        RollbackException refusal = victim.refuses(RollbackException.class, "4.snapshot.json");

        assertThat(refusal.role()).isEqualTo("qc.json");
        victim.takesTheNextHonestUpdate();
    }

    /** MT6 */
    @ParameterizedTest
    @ValueSource(strings = {"targets", "qc"})
    void a_snapshot_from_which_a_role_has_vanished_is_refused(String role) throws Exception {
        repository.delegate("targets", "qc", true, "qc/*/*");
        repository.publish();
        Victim victim = new Victim(repository);
        repository.announce(role, Optional.empty());
        repository.publishSnapshot().publishTimestamp();

        RollbackException refusal = victim.refuses(RollbackException.class, "3.snapshot.json");

        assertThat(refusal.role()).isEqualTo(role + ".json");
        assertThat(refusal.foundVersion()).isZero();
        victim.takesTheNextHonestUpdate();
    }

    /** MT6 */
    @Test
    void a_stored_snapshot_protects_against_rollback_also_without_hashes_and_when_expired() throws Exception {
        repository.hashesInMeta(false);
        repository
                .expires("snapshot", TestRepository.NOW.plus(Duration.ofDays(1)))
                .publish();
        Victim victim = new Victim(repository);
        repository.expires("snapshot", TestRepository.EXPIRES).announce("targets", Optional.of(MetaFile.ofVersion(1)));
        repository.publishSnapshot().publishTimestamp();

        victim.at(TestRepository.NOW.plus(Duration.ofDays(2))).refuses(RollbackException.class, "3.snapshot.json");

        victim.takesTheNextHonestUpdate();
    }

    /** MT7 */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_snapshot_with_another_version_inside_is_refused(boolean consistent) throws Exception {
        repository
                .consistentSnapshot(consistent)
                .hashesInMeta(false)
                .publishRoot()
                .publish();
        Victim victim = new Victim(repository);
        repository.publishSnapshot().publishTimestamp(MetaFile.ofVersion(4));
        repository.serve("4.snapshot.json", repository.file("3.snapshot.json"));

        VersionException refusal =
                victim.refuses(VersionException.class, consistent ? "4.snapshot.json" : "snapshot.json");

        assertThat(refusal.expected()).isEqualTo(4);
        assertThat(refusal.found()).isEqualTo(3);
        repository.version("snapshot", 4);
        victim.takesTheNextHonestUpdate();
    }

    /** MT7 */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void targets_with_another_version_inside_are_refused(boolean consistent) throws Exception {
        repository
                .consistentSnapshot(consistent)
                .hashesInMeta(false)
                .publishRoot()
                .publish();
        Victim victim = new Victim(repository);
        Victim.poison(repository, "targets");
        repository.publishTargets("targets").announce("targets", Optional.of(MetaFile.ofVersion(4)));
        repository.serve("4.targets.json", repository.file("3.targets.json"));
        repository.publishSnapshot().publishTimestamp();

        VersionException refusal =
                victim.refuses(VersionException.class, consistent ? "4.targets.json" : "targets.json");

        assertThat(refusal.role()).isEqualTo("targets");
        repository.version("targets", 4);
        victim.takesTheNextHonestUpdate();
    }

    /** MT7 */
    @Test
    void a_delegated_role_with_another_version_inside_is_refused() throws Exception {
        repository.hashesInMeta(false).delegate("targets", "qc", true, "qc/*/*");
        repository.publish();
        Victim victim = new Victim(repository);
        Victim.poison(repository, "qc");
        repository.publishTargets("qc").announce("qc", Optional.of(MetaFile.ofVersion(3)));
        repository.serve("3.qc.json", repository.file("2.qc.json"));
        repository.publishSnapshot().publishTimestamp();

        VersionException refusal = victim.refusesToFind(VersionException.class, "3.qc.json");

        assertThat(refusal.role()).isEqualTo("qc");
        repository.removeTarget("qc", Victim.EVIL).version("qc", 3);
        victim.takesTheNextHonestUpdate();
    }

    /** MT11 */
    @ParameterizedTest
    @ValueSource(longs = {Integer.MAX_VALUE, Long.MAX_VALUE})
    void a_fast_forwarded_timestamp_is_recovered_from_by_key_rotation(long version) throws Exception {
        repository.version("timestamp", version - 1).publishTimestamp();
        Victim victim = new Victim(repository);
        repository.version("timestamp", 1).publishTimestamp();
        victim.refuses(RollbackException.class, "timestamp.json");

        repository.rotate("timestamp").publishRoot().version("timestamp", 1);

        victim.takesTheNextHonestUpdate();
        assertThat(repository.version("timestamp")).isEqualTo(2);
    }

    /** MT11 */
    @ParameterizedTest
    @ValueSource(strings = {"snapshot", "timestamp"})
    void a_fast_forwarded_snapshot_is_recovered_from_by_rotating_either_online_key(String rotated) throws Exception {
        repository.version("snapshot", Long.MAX_VALUE - 1).publishSnapshot().publishTimestamp();
        Victim victim = new Victim(repository);
        repository.version("snapshot", 1).publishSnapshot().publishTimestamp();
        victim.refuses(RollbackException.class, "timestamp.json");

        repository.rotate(rotated).publishRoot();

        victim.takesTheNextHonestUpdate();
    }

    /** MT11 */
    @Test
    void fast_forwarded_targets_are_recovered_from_by_rotating_the_snapshot_key() throws Exception {
        repository.version("targets", Long.MAX_VALUE - 1).publishTargets("targets");
        repository.publishSnapshot().publishTimestamp();
        Victim victim = new Victim(repository);
        repository
                .version("targets", 1)
                .publishTargets("targets")
                .publishSnapshot()
                .publishTimestamp();
        victim.refuses(RollbackException.class);

        repository.rotate("snapshot").publishRoot();

        victim.takesTheNextHonestUpdate();
    }

    /** MT11 */
    @Test
    void a_fast_forwarded_timestamp_is_recovered_from_also_when_a_key_that_signed_it_stays() throws Exception {
        Signer stolen = TestKeys.signer();
        repository.signers("timestamp").add(stolen);
        repository.publishRoot().version("timestamp", Integer.MAX_VALUE).publishTimestamp();
        Victim victim = new Victim(repository);

        repository.signers("timestamp").remove(stolen);
        repository.publishRoot().version("timestamp", 1);

        victim.takesTheNextHonestUpdate();
    }

    /** MT11 */
    @Test
    void a_key_that_is_only_added_takes_no_protection_away() throws Exception {
        byte[] old = repository.file("timestamp.json");
        repository.publish();
        Victim victim = new Victim(repository);
        repository.signers("timestamp").add(TestKeys.signer());
        repository.publishRoot().serve("timestamp.json", old);

        victim.refuses(RollbackException.class, "timestamp.json");

        victim.takesTheNextHonestUpdate();
    }

    /** MT11 */
    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "snapshot", "targets"})
    void a_version_beyond_64_bits_or_below_one_is_refused(String role) throws Exception {
        repository.hashesInMeta(false).publish();
        Victim victim = new Victim(repository);
        for (String version : new String[] {"9223372036854775808", "0", "-1"}) {
            repository.alterNothing(role).publish();
            String name = role.equals("timestamp") ? "timestamp.json" : repository.version(role) + "." + role + ".json";
            String file = new String(repository.file(name), StandardCharsets.UTF_8);
            // Unsigned on purpose where JSON already refuses; signed where the number itself is the fault.
            if (version.length() > 10) {
                repository.serve(
                        name,
                        file.replaceAll("\"version\":\\d+}}$", "\"version\":" + version + "}}")
                                .getBytes(StandardCharsets.UTF_8));
            } else {
                repository.alter(
                        role, signed -> TestJson.with(signed, "version", new JsonInteger(Long.parseLong(version))));
                repository.publish();
                name = role.equals("timestamp") ? "timestamp.json" : repository.version(role) + "." + role + ".json";
            }

            MalformedException refusal = victim.refuses(MalformedException.class, name);

            assertThat(refusal.role()).isEqualTo(role);
        }
        repository.alterNothing(role);
        victim.takesTheNextHonestUpdate();
    }
}

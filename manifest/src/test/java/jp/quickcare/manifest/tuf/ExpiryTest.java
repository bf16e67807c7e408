package jp.quickcare.manifest.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MT9, MT10: what is past its date, downloaded or stored, and a server that repeats itself. */
class ExpiryTest {
    private static final Instant SOON = TestRepository.NOW.plus(Duration.ofDays(7));
    private static final Instant LATER = TestRepository.NOW.plus(Duration.ofDays(8));

    private final TestRepository repository = new TestRepository();

    /** MT9 */
    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "snapshot", "targets"})
    void downloaded_metadata_past_its_date_is_refused_and_not_stored(String role) throws Exception {
        Victim victim = new Victim(repository);
        repository.expires(role, TestRepository.NOW.minusSeconds(1)).publish();

        ExpiredException refusal = victim.refuses(
                ExpiredException.class, role.equals("timestamp") ? "timestamp.json" : "2." + role + ".json");

        assertThat(refusal.role()).isEqualTo(role);
        assertThat(refusal.expires()).isEqualTo(TestRepository.NOW.minusSeconds(1));
        assertThat(refusal.now()).isEqualTo(TestRepository.NOW);
        repository.expires(role, TestRepository.EXPIRES);
        victim.takesTheNextHonestUpdate();
    }

    /** MT9 */
    @ParameterizedTest
    @ValueSource(strings = {"root", "timestamp", "snapshot", "targets"})
    void stored_and_unchanged_metadata_past_its_date_is_refused(String role) throws Exception {
        repository.expires(role, SOON);
        if (role.equals("root")) {
            repository.publishRoot();
        }
        repository.publish();
        Victim victim = new Victim(repository);

        ExpiredException refusal = victim.at(LATER).refuses(ExpiredException.class);

        assertThat(refusal.role()).isEqualTo(role);
        repository.expires(role, TestRepository.EXPIRES).publishRoot();
        victim.takesTheNextHonestUpdate();
    }

    /** MT9 */
    @Test
    void at_the_very_instant_of_its_date_metadata_is_no_longer_good() throws Exception {
        repository.expires("timestamp", SOON).publish();
        Victim victim = new Victim(repository);

        victim.at(SOON).refuses(ExpiredException.class);

        repository.clientAt(victim.store(), SOON.minusSeconds(1)).refresh();
    }

    /** MT9 */
    @Test
    void an_expired_root_is_stored_so_that_the_chain_goes_on_but_nothing_after_it_is_asked_for() throws Exception {
        Victim victim = new Victim(repository);
        repository
                .expires("root", TestRepository.NOW.minusSeconds(1))
                .publishRoot()
                .takeRequests();

        ExpiredException refusal = victim.refuses(ExpiredException.class);

        assertThat(refusal.role()).isEqualTo("root");
        assertThat(repository.takeRequests()).containsExactly("2.root.json", "3.root.json");
        assertThat(victim.store().files().get("root")).isEqualTo(repository.file("2.root.json"));
        repository.expires("root", TestRepository.EXPIRES).publishRoot();
        victim.takesTheNextHonestUpdate();
    }

    /** MT9 */
    @Test
    void an_expired_root_on_the_way_to_a_fresh_one_is_no_harm() throws Exception {
        repository.expires("root", TestRepository.NOW.minusSeconds(1)).publishRoot();
        repository.expires("root", TestRepository.EXPIRES).publishRoot();

        TufClient client = repository.client(repository.newStore());
        client.refresh();

        assertThat(client.root().version()).isEqualTo(3);
    }

    /** MT9 */
    @Test
    void a_delegated_role_past_its_date_is_refused_downloaded_and_stored() throws Exception {
        repository.delegate("targets", "qc", true, "qc/*/*").expires("qc", SOON);
        Victim.poison(repository, "qc");
        repository.publish();
        Victim victim = new Victim(repository);
        victim.at(LATER).refusesToFind(ExpiredException.class, "1.qc.json");

        TufClient early = repository.client(victim.store());
        early.refresh();
        assertThat(early.find(Victim.EVIL)).isPresent();
        assertThat(victim.store().files()).containsKey("qc");
        TufClient late = repository.clientAt(victim.store(), LATER);
        late.refresh();
        ExpiredException refusal = catchThrowableOfType(ExpiredException.class, () -> late.find(Victim.EVIL));

        assertThat(refusal.role()).isEqualTo("qc");
        repository.expires("qc", TestRepository.EXPIRES).removeTarget("qc", Victim.EVIL);
        victim.takesTheNextHonestUpdate();
    }

    /** MT10 */
    @Test
    void a_server_that_repeats_an_old_timestamp_is_believed_until_its_date_and_then_refused() throws Exception {
        repository.expires("timestamp", SOON).publish();
        Victim victim = new Victim(repository);
        byte[] frozen = repository.file("timestamp.json");
        repository.expires("timestamp", TestRepository.EXPIRES).publish().serve("timestamp.json", frozen);

        TufClient frozenOut = repository.clientAt(victim.store(), SOON.minusSeconds(1));
        frozenOut.refresh();
        // The age that a person can be shown is that of the timestamp, which has not moved.
        assertThat(frozenOut.timestamp().version()).isEqualTo(2);
        assertThat(frozenOut.timestamp().expires()).isEqualTo(SOON);
        ExpiredException refusal = victim.at(LATER).refuses(ExpiredException.class);

        assertThat(refusal.role()).isEqualTo("timestamp");
        victim.takesTheNextHonestUpdate();
    }

    /** MT9 */
    @Test
    void offline_expiry_is_told_and_refuses_nothing() throws Exception {
        repository.delegate("targets", "qc", true, "qc/*/*").expires("qc", SOON).expires("timestamp", SOON);
        Victim.poison(repository, "qc");
        repository.publish();
        MemoryStore store = repository.newStore();
        TufClient online = repository.client(store);
        online.refresh();
        online.find(Victim.EVIL);
        repository.takeRequests();

        TufClient offline = TufClient.offline(store, LATER, Limits.DEFAULT);

        assertThat(offline.expired()).extracting(TufException::role).containsExactly("timestamp");
        assertThat(offline.find(Victim.EVIL)).isPresent();
        assertThat(offline.expired()).extracting(TufException::role).containsExactly("timestamp", "qc");
        assertThat(TufClient.offline(store, TestRepository.NOW, Limits.DEFAULT).expired())
                .isEmpty();
        assertThat(repository.takeRequests()).isEmpty();
    }
}

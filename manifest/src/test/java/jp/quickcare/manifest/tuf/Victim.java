package jp.quickcare.manifest.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A client that is attacked. Every attack is followed by the same three claims: it is refused and why, nothing of it
 * can be reached, and the next honest update succeeds.
 */
final class Victim {
    /** A target that only attackers list. */
    static final String EVIL = "qc/6.6.6/any.json";

    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    private final TestRepository repository;
    private final MemoryStore store;
    private Instant now = TestRepository.NOW;

    /** A client that has refreshed once while all was well. */
    Victim(TestRepository repository) throws Exception {
        this.repository = repository;
        this.store = repository.newStore();
        repository.client(store).refresh();
    }

    MemoryStore store() {
        return store;
    }

    Victim at(Instant later) {
        now = later;
        return this;
    }

    /** Lists the attackers' target in a role. */
    static void poison(TestRepository repository, String role) {
        repository.addTarget(role, EVIL, "evil".getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    /**
     * Refreshes and expects this refusal.
     *
     * @param refusedFiles names at the repository whose bytes must not be in the store afterwards
     */
    <T extends TufException> T refuses(Class<T> reason, String... refusedFiles) throws Exception {
        TufClient client = repository.clientAt(store, now);
        Map<String, byte[]> before = new LinkedHashMap<>(store.files());

        T refusal = catchThrowableOfType(reason, client::refresh);

        assertThat(refusal).as("refusal by %s", reason.getSimpleName()).isNotNull();
        assertThatThrownBy(client::targets).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> client.find(EVIL)).isInstanceOf(IllegalStateException.class);
        for (String name : refusedFiles) {
            byte[] refused = repository.file(name);
            store.files()
                    .forEach((role, stored) -> assertThat(
                                    Arrays.equals(stored, refused) && !Arrays.equals(stored, before.get(role)))
                            .as("%s stored as %s", name, role)
                            .isFalse());
        }
        nothingEvilOffline();
        return refusal;
    }

    /** Searches for the attackers' target through delegations and expects this refusal. */
    <T extends TufException> T refusesToFind(Class<T> reason, String... refusedFiles) throws Exception {
        TufClient client = repository.clientAt(store, now);
        client.refresh();

        T refusal = catchThrowableOfType(reason, () -> client.find(EVIL));

        assertThat(refusal).as("refusal by %s", reason.getSimpleName()).isNotNull();
        for (String name : refusedFiles) {
            byte[] refused = repository.file(name);
            assertThat(store.files().values()).noneMatch(stored -> Arrays.equals(stored, refused));
        }
        return refusal;
    }

    /** Searches for the attackers' target and finds nothing. */
    void doesNotFindEvil() throws Exception {
        TufClient client = repository.clientAt(store, now);
        client.refresh();
        assertThat(client.find(EVIL)).isEmpty();
    }

    private void nothingEvilOffline() throws Exception {
        TufClient offline;
        try {
            offline = TufClient.offline(store, now, Limits.DEFAULT);
        } catch (TufException incomplete) {
            return;
        }
        assertThat(offline.find(EVIL)).isEmpty();
    }

    /** The repository publishes a new target honestly, and this client gets it. */
    void takesTheNextHonestUpdate() throws Exception {
        repository.removeTarget("targets", EVIL).addTarget("targets", "next", CONTENT, Optional.empty());
        repository.publish();
        takesWhatIsPublished();
    }

    /** What is published now is honest and has a target {@code next}. */
    void takesWhatIsPublished() throws Exception {
        TufClient client = repository.clientAt(store, now);
        client.refresh();
        TargetInfo next = client.find("next").orElseThrow();
        next.verify(CONTENT);
        assertThat(client.find(EVIL)).isEmpty();
        assertThat(TufClient.offline(store, now, Limits.DEFAULT).targets()).contains(next);
    }
}

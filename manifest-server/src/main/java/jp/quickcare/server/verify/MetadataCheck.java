package jp.quickcare.server.verify;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.manifest.tuf.DelegatedRole;
import jp.quickcare.manifest.tuf.FileNames;
import jp.quickcare.manifest.tuf.Limits;
import jp.quickcare.manifest.tuf.MetadataMissing;
import jp.quickcare.manifest.tuf.MetadataStore;
import jp.quickcare.manifest.tuf.TufClient;
import jp.quickcare.manifest.tuf.TufException;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.repository.MetadataFolder;

/** Reads a repository's metadata as a client does that begins with the oldest root here, dates included. */
final class MetadataCheck {
    private MetadataCheck() {}

    /** @return the problems, at most one: a client stops at the first */
    static List<Sentence> run(String name, MetadataFolder metadata, Instant now) throws ServerFailure {
        Memory store = new Memory();
        try {
            long oldest = metadata.oldestRoot();
            store.store("root", metadata.fetch(FileNames.versioned("root", oldest), Limits.DEFAULT.rootBytes()));
            TufClient client = new TufClient(store, metadata, now, Limits.DEFAULT);
            client.refresh();
            for (DelegatedRole role : client.topLevelTargets().delegations().roles()) {
                client.targetsOf(role.name());
            }
            return oldest > 1 ? List.of(gap(name, metadata, oldest)) : List.of();
        } catch (MetadataMissing e) {
            return List.of(Sentence.of("verify.no-root", name, metadata.path()));
        } catch (TufException e) {
            return List.of(Sentence.of("verify.metadata", name, metadata.path(), String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.reading", metadata.path()), e);
        }
    }

    private static Sentence gap(String name, MetadataFolder metadata, long oldest) {
        return Sentence.of("verify.gap", name, metadata.path(), FileNames.versioned("root", oldest));
    }

    private static final class Memory implements MetadataStore {
        private final Map<String, byte[]> files = new HashMap<>();

        @Override
        public Optional<byte[]> load(String role) {
            return Optional.ofNullable(files.get(role));
        }

        @Override
        public void store(String role, byte[] asReceived) {
            files.put(role, asReceived);
        }

        @Override
        public void remove(String role) {
            files.remove(role);
        }
    }
}

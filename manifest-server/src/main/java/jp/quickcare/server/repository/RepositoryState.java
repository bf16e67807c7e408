package jp.quickcare.server.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.tuf.DelegatedRole;
import jp.quickcare.manifest.tuf.ExpiredException;
import jp.quickcare.manifest.tuf.FileNames;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.Limits;
import jp.quickcare.manifest.tuf.MetaFile;
import jp.quickcare.manifest.tuf.MetadataMissing;
import jp.quickcare.manifest.tuf.MetadataStore;
import jp.quickcare.manifest.tuf.Root;
import jp.quickcare.manifest.tuf.SignedMetadata;
import jp.quickcare.manifest.tuf.Snapshot;
import jp.quickcare.manifest.tuf.Targets;
import jp.quickcare.manifest.tuf.Timestamp;
import jp.quickcare.manifest.tuf.TufClient;
import jp.quickcare.manifest.tuf.TufException;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;

/**
 * What a repository of ours says now, with every signature checked; a date that has passed is no fault here, for it is
 * what signing anew mends.
 *
 * @param root the newest root
 * @param timestamp empty before the first publication
 * @param meta what the snapshot announces, by file name
 * @param targets the targets roles by name, {@code targets} first
 * @param expired what is past its date
 */
public record RepositoryState(
        Root root,
        Optional<Timestamp> timestamp,
        Optional<Snapshot> snapshot,
        Map<String, MetaFile> meta,
        Map<String, Targets> targets,
        List<ExpiredException> expired) {
    /** The top-level targets role. */
    public static final String TARGETS = "targets";

    private static final long NEWEST = 0;

    /** Copies the parts. */
    public RepositoryState {
        meta = Collections.unmodifiableMap(new LinkedHashMap<>(meta));
        targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
        expired = List.copyOf(expired);
    }

    /** A repository that has nothing but its first root. */
    public static RepositoryState initial(Root root) {
        return new RepositoryState(root, Optional.empty(), Optional.empty(), Map.of(), Map.of(), List.of());
    }

    /** The same under another root. */
    public RepositoryState withRoot(Root other) {
        return new RepositoryState(other, timestamp, snapshot, meta, targets, expired);
    }

    /**
     * Makes sure that what is signed under the root is of use to anybody.
     *
     * @throws ServerFailure the root is past its date
     */
    public void requireFreshRoot(Path metadata, Instant now) throws ServerFailure {
        if (!root.expires().isAfter(now)) {
            throw new ServerFailure(
                    FailureCode.DAMAGED_REPOSITORY, Sentence.of("folder.root-expired", metadata, root.expires()));
        }
    }

    /** Reads what is published. @throws ServerFailure it is damaged, or cannot be read */
    public static RepositoryState load(MetadataFolder folder, Instant now) throws ServerFailure {
        try {
            return load(folder, folder.newest("root"), now);
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.reading", folder.path()), e);
        }
    }

    /**
     * Reads what was received from elsewhere: where the first import was cut off there is nothing yet, and the next one
     * brings it.
     *
     * @throws ServerFailure it is damaged, or cannot be read
     */
    static RepositoryState loadReceived(MetadataFolder folder, Instant now) throws ServerFailure {
        try {
            return folder.has(FileNames.plain("timestamp")) ? load(folder, now) : initial(newestRoot(folder));
        } catch (JsonException e) {
            throw damaged(folder, e);
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.reading", folder.path()), e);
        }
    }

    /**
     * Reads what is published where the newest root may name other keys than those that signed it: a change of lost
     * keys was cut off, or an older copy was restored under newer roots. Only for signing it anew under the newest root.
     *
     * @throws ServerFailure no root that is here fits, or it cannot be read
     */
    public static RepositoryState loadUnderAnyRoot(MetadataFolder folder, Instant now) throws ServerFailure {
        try {
            return load(folder, now);
        } catch (ServerFailure damaged) {
            try {
                for (long root = folder.newest("root") - 1; folder.has(FileNames.versioned("root", root)); root--) {
                    try {
                        return load(folder, root, now).withRoot(newestRoot(folder));
                    } catch (ServerFailure older) {
                        damaged.addSuppressed(older);
                    }
                }
            } catch (IOException | JsonException e) {
                damaged.addSuppressed(e);
            }
            throw damaged;
        }
    }

    private static RepositoryState load(MetadataFolder folder, long rootVersion, Instant now) throws ServerFailure {
        try {
            if (!folder.has(FileNames.plain("timestamp"))) {
                requireNeverPublished(folder);
                return initial(newestRoot(folder));
            }
            TufClient client = TufClient.offline(new PublishedFiles(folder, rootVersion), now, Limits.DEFAULT);
            Map<String, Targets> targets = new LinkedHashMap<>();
            targets.put(TARGETS, client.topLevelTargets());
            for (DelegatedRole role : client.topLevelTargets().delegations().roles()) {
                client.targetsOf(role.name());
                targets.put(role.name(), roleTargets(folder, role.name()));
            }
            return new RepositoryState(
                    client.root(),
                    Optional.of(client.timestamp()),
                    Optional.of(client.snapshot()),
                    client.snapshot().meta(),
                    targets,
                    client.expired());
        } catch (TufException | JsonException e) {
            throw damaged(folder, e);
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.reading", folder.path()), e);
        }
    }

    private static ServerFailure damaged(MetadataFolder folder, Exception e) {
        return new ServerFailure(
                FailureCode.DAMAGED_REPOSITORY,
                Sentence.of("folder.metadata-damaged", folder.path(), String.valueOf(e.getMessage())),
                e);
    }

    /**
     * What lost its timestamp is not empty: taken for that, it would be signed as if nothing had ever been released, and all
     * contents would be deleted as needed by nobody. An init that was cut off has listed nothing yet.
     */
    private static void requireNeverPublished(MetadataFolder folder) throws ServerFailure, IOException, JsonException {
        if (folder.listsAnything()) {
            throw new ServerFailure(
                    FailureCode.DAMAGED_REPOSITORY, Sentence.of("folder.timestamp-lost", folder.path()));
        }
    }

    /** The client has verified the role's file; what is wanted of it here is all of it, also outside of its paths. */
    private static Targets roleTargets(MetadataFolder folder, String role) throws IOException, JsonException {
        byte[] file = store(folder).load(role).orElseThrow();
        return Targets.fromJson(role, SignedMetadata.parse(file).signed());
    }

    private static Root newestRoot(MetadataFolder folder) throws IOException, JsonException {
        byte[] file = store(folder).load("root").orElseThrow(() -> new IOException("there is no root"));
        return Root.fromJson(SignedMetadata.parse(file).signed());
    }

    /** The published files as a client would have them that has just fetched everything; read only. */
    public static MetadataStore store(MetadataFolder folder) {
        return new PublishedFiles(folder, NEWEST);
    }

    private record PublishedFiles(MetadataFolder folder, long rootVersion) implements MetadataStore {
        @Override
        public Optional<byte[]> load(String role) throws IOException {
            try {
                if (role.equals("root")) {
                    return read(FileNames.versioned(role, rootVersion == NEWEST ? folder.newest(role) : rootVersion));
                }
                Optional<byte[]> timestamp = read(FileNames.plain("timestamp"));
                if (role.equals("timestamp") || timestamp.isEmpty()) {
                    return timestamp;
                }
                long snapshotVersion = Timestamp.fromJson(
                                SignedMetadata.parse(timestamp.get()).signed())
                        .snapshot()
                        .version();
                Optional<byte[]> snapshot = read(FileNames.versioned("snapshot", snapshotVersion));
                if (role.equals("snapshot") || snapshot.isEmpty()) {
                    return snapshot;
                }
                Optional<MetaFile> announced = Snapshot.fromJson(
                                SignedMetadata.parse(snapshot.get()).signed())
                        .find(role);
                return announced.isEmpty()
                        ? Optional.empty()
                        : read(FileNames.versioned(role, announced.get().version()));
            } catch (JsonException e) {
                throw new IOException("metadata in " + folder.path() + " is no proper JSON: " + e.getMessage(), e);
            }
        }

        private Optional<byte[]> read(String fileName) throws IOException {
            try {
                return Optional.of(folder.fetch(fileName, Limits.DEFAULT.targetsBytes()));
            } catch (MetadataMissing e) {
                return Optional.empty();
            } catch (LengthException e) {
                throw new IOException(String.valueOf(e.getMessage()), e);
            }
        }

        @Override
        public void store(String role, byte[] asReceived) throws IOException {
            throw new IOException("published files are not written by reading them");
        }

        @Override
        public void remove(String role) throws IOException {
            throw new IOException("published files are not removed by reading them");
        }
    }
}

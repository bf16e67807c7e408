package jp.quickcare.manifest.tuf;

import java.io.IOException;
import java.util.Optional;

/** Brings the files that {@link TrustedMetadata} judges, from the store or the source, and stores what it took. */
final class RoleFiles {
    private final MetadataStore store;
    private final MetadataSource source;
    private final Limits limits;

    RoleFiles(MetadataStore store, MetadataSource source, Limits limits) {
        this.store = store;
        this.source = source;
        this.limits = limits;
    }

    /** What the store has. @throws MissingException where it has nothing */
    byte[] stored(String role) throws MissingException, IOException {
        return store.load(role).orElseThrow(() -> new MissingException(role, "in the client's store"));
    }

    /** Follows the chain of roots to its end (TUF 5.3). */
    void updateRoot(TrustedMetadata state) throws TufException, IOException {
        for (int i = 0; i < limits.rootRotations() && state.root().version() < Long.MAX_VALUE; i++) {
            byte[] file;
            try {
                // 5.3.3
                file = source.fetch(FileNames.versioned(Root.TYPE, state.root().version() + 1), limits.rootBytes());
            } catch (MetadataMissing end) {
                break;
            }
            requireLength(Root.TYPE, file, limits.rootBytes());
            if (state.updateRoot(file)) {
                // 5.3.11, before the root is stored: a crash in between must not leave the old files behind for good.
                store.remove(Timestamp.TYPE);
                store.remove(Snapshot.TYPE);
            }
            // 5.3.8
            store.keepRoot(state.root().version(), file);
            store.store(Root.TYPE, file);
        }
        // 5.3.10
        state.requireFreshRoot();
    }

    /** TUF 5.4. */
    void updateTimestamp(TrustedMetadata state) throws TufException, IOException {
        Optional<byte[]> stored = store.load(Timestamp.TYPE);
        if (stored.isPresent()) {
            try {
                state.restoreTimestamp(stored.get());
            } catch (TufException damagedOrOfOtherKeys) {
                // It proves nothing then, and the one that is fetched replaces it.
            }
        }
        byte[] file = fetch(Timestamp.TYPE, FileNames.plain(Timestamp.TYPE), limits.timestampBytes());
        if (state.updateTimestamp(file)) {
            // 5.4.5
            store.store(Timestamp.TYPE, file);
        }
    }

    /** TUF 5.5. */
    void updateSnapshot(TrustedMetadata state) throws TufException, IOException {
        Optional<byte[]> stored = store.load(Snapshot.TYPE);
        if (stored.isPresent()) {
            try {
                if (state.restoreSnapshot(stored.get())) {
                    return;
                }
            } catch (TufException notTheAnnouncedOne) {
                // As with the timestamp; what it says about rollback counts as soon as its signatures are good.
            }
        }
        byte[] file = fetchAnnounced(state, Snapshot.TYPE, state.timestamp().snapshot(), limits.snapshotBytes());
        state.updateSnapshot(file);
        // 5.5.7
        store.store(Snapshot.TYPE, file);
    }

    /**
     * Brings one targets role (TUF 5.6): what is stored where that is what the snapshot announces; else it is fetched,
     * checked and stored.
     */
    Targets load(TrustedMetadata state, String role, Taking taking) throws TufException, IOException {
        MetaFile announced = state.announced(role);
        Optional<byte[]> stored = store.load(role);
        if (stored.isPresent()) {
            try {
                return taking.take(stored.get());
            } catch (TufException notTheAnnouncedOne) {
                // The one that is fetched replaces it.
            }
        }
        byte[] file = fetchAnnounced(state, role, announced, limits.targetsBytes());
        Targets targets = taking.take(file);
        // 5.6.6
        store.store(role, file);
        return targets;
    }

    /** Judges the bytes of a targets role. */
    interface Taking {
        /** @throws TufException where they are refused */
        Targets take(byte[] file) throws TufException;
    }

    private byte[] fetchAnnounced(TrustedMetadata state, String role, MetaFile announced, long limitBytes)
            throws TufException, IOException {
        long maxBytes = announced.lengthBytes().orElse(limitBytes);
        if (maxBytes > limitBytes) {
            throw new LengthException(role, limitBytes, maxBytes);
        }
        boolean consistent = state.root().consistentSnapshot();
        String name = consistent ? FileNames.versioned(role, announced.version()) : FileNames.plain(role);
        return fetch(role, name, maxBytes);
    }

    private byte[] fetch(String role, String fileName, long maxBytes) throws TufException, IOException {
        try {
            byte[] file = source.fetch(fileName, maxBytes);
            requireLength(role, file, maxBytes);
            return file;
        } catch (MetadataMissing e) {
            throw new MissingException(role, "at the source");
        }
    }

    private static void requireLength(String role, byte[] file, long maxBytes) throws LengthException {
        if (file.length > maxBytes) {
            throw new LengthException(role, maxBytes);
        }
    }
}

package jp.quickcare.launcher.verify;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.manifest.tuf.Limits;
import jp.quickcare.manifest.tuf.MetadataMissing;
import jp.quickcare.manifest.tuf.MetadataStore;
import jp.quickcare.manifest.tuf.TufClient;
import jp.quickcare.manifest.tuf.TufException;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that the root a client starts from descends from the one pinned at installation, link by link, whatever
 * happened to the files since (THREATS FS13). Where {@code root.json} is not the end of the chain that is kept, the
 * end of that chain takes its place: the server's newer roots are then followed from there as ever.
 */
final class TrustAnchor {
    private static final String ROOT = FolderMetadataStore.ROOT;

    private TrustAnchor() {}

    /**
     * Checks the chain and mends {@code root.json}.
     *
     * @return the pinned root
     * @throws KeepFailure {@link FailureCode#DAMAGED_INSTALLATION} when the pinned root itself is gone or damaged
     */
    static byte[] secure(FolderMetadataStore store) throws KeepFailure, IOException {
        byte[] pinned = store.root(1).orElseThrow(() -> damaged("1.root.json is gone", null));
        byte[] end = endOfChain(store, pinned);
        Optional<byte[]> current = store.load(ROOT);
        if (current.isEmpty() || !Arrays.equals(current.get(), end)) {
            store.store(ROOT, end);
        }
        return pinned;
    }

    /** Whether these bytes are a root that is signed as it says itself. */
    static boolean isRoot(byte[] root) throws IOException {
        Chain chain = new Chain(root);
        try {
            new TufClient(chain, (name, maxBytes) -> chain.none(name), Instant.EPOCH, Limits.DEFAULT).refresh();
        } catch (TufException end) {
            return chain.pinnedIsGood;
        }
        return true;
    }

    private static byte[] endOfChain(FolderMetadataStore store, byte[] pinned) throws KeepFailure, IOException {
        Chain chain = new Chain(pinned);
        TufClient walker =
                new TufClient(chain, (name, maxBytes) -> chain.next(store, name), Instant.EPOCH, Limits.DEFAULT);
        try {
            walker.refresh();
        } catch (TufException end) {
            // The walk has no timestamp to find, so it always ends here: behind the last root that was good.
            if (!chain.pinnedIsGood) {
                throw damaged("1.root.json is damaged: " + end.getMessage(), end);
            }
        }
        return chain.end;
    }

    private static KeepFailure damaged(String detail, @Nullable Throwable cause) {
        return new KeepFailure(FailureCode.DAMAGED_INSTALLATION, detail, cause, "1.root.json");
    }

    /** Holds in memory what the walk finds; the folder stays as it is until the walk is over. */
    private static final class Chain implements MetadataStore {
        private final Map<String, byte[]> files = new HashMap<>();
        private byte[] end;
        private boolean pinnedIsGood;

        Chain(byte[] pinned) {
            end = pinned;
            files.put(ROOT, pinned);
        }

        byte[] none(String name) throws MetadataMissing {
            pinnedIsGood = true;
            throw new MetadataMissing(name);
        }

        byte[] next(FolderMetadataStore kept, String name) throws MetadataMissing, IOException {
            // A next root is asked for only once the first is accepted.
            pinnedIsGood = true;
            String suffix = "." + ROOT + ".json";
            if (name.endsWith(suffix)) {
                long version = Long.parseLong(name.substring(0, name.length() - suffix.length()));
                return kept.root(version).orElseThrow(() -> new MetadataMissing(name));
            }
            throw new MetadataMissing(name);
        }

        @Override
        public Optional<byte[]> load(String role) {
            return Optional.ofNullable(files.get(role));
        }

        @Override
        public void store(String role, byte[] asReceived) {
            files.put(role, asReceived);
            if (role.equals(ROOT)) {
                end = asReceived;
            }
        }

        @Override
        public void remove(String role) {
            files.remove(role);
        }
    }
}

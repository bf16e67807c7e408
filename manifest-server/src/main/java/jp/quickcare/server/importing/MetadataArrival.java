package jp.quickcare.server.importing;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.tuf.DelegatedRole;
import jp.quickcare.manifest.tuf.Limits;
import jp.quickcare.manifest.tuf.MetadataStore;
import jp.quickcare.manifest.tuf.SignedMetadata;
import jp.quickcare.manifest.tuf.TufClient;
import jp.quickcare.manifest.tuf.TufException;
import jp.quickcare.server.repository.MetadataFolder;
import jp.quickcare.server.repository.RepositoryState;

/** Puts verified metadata of the vendor in place so that clients see the old state or the new one at every moment. */
final class MetadataArrival {
    private final MetadataFolder folder;
    private final StagedMetadata staged;
    private final Instant now;

    MetadataArrival(MetadataFolder folder, StagedMetadata staged, Instant now) {
        this.folder = folder;
        this.staged = staged;
        this.now = now;
    }

    void write() throws IOException {
        TufClient client;
        try {
            client = TufClient.offline(staged, now, Limits.DEFAULT);
            for (DelegatedRole role : client.topLevelTargets().delegations().roles()) {
                writeOnce(role.name());
            }
        } catch (TufException e) {
            throw new IllegalStateException("what was verified is refused: " + e.getMessage(), e);
        }
        writeOnce("targets");
        writeOnce("snapshot");
        // New roots and the timestamp cannot become visible in one step; whichever fits what is there goes first.
        boolean rootsFirst = publishedStateFits(staged.require("root"));
        if (rootsFirst) {
            writeRoots();
        }
        folder.writeTimestamp(staged.require("timestamp"));
        if (!rootsFirst) {
            writeRoots();
        }
    }

    private void writeRoots() throws IOException {
        for (Map.Entry<Long, byte[]> root : staged.roots().entrySet()) {
            folder.writeOnce("root", root.getKey(), root.getValue());
        }
    }

    private void writeOnce(String role) throws IOException {
        byte[] file = staged.require(role);
        try {
            folder.writeOnce(role, SignedMetadata.parse(file).signed().integer("version"), file);
        } catch (JsonException e) {
            throw new IllegalStateException("what was verified is no metadata: " + e.getMessage(), e);
        }
    }

    /** Whether a client with the newest root can read what the site shows now. */
    private boolean publishedStateFits(byte[] newestRoot) throws IOException {
        MetadataStore published = RepositoryState.store(folder);
        if (published.load("timestamp").isEmpty()) {
            return true;
        }
        StagedMetadata withNewRoot = new StagedMetadata(published);
        withNewRoot.store("root", newestRoot);
        try {
            TufClient.offline(withNewRoot, now, Limits.DEFAULT);
            return true;
        } catch (TufException signedByOtherKeys) {
            return false;
        }
    }
}

package jp.quickcare.launcher.verify;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.receipt.KeptManifests;
import jp.quickcare.launcher.settings.Settings;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.tuf.SignedMetadata;

/**
 * What a PC has already, for a server that sends what is new in one answer.
 *
 * @param question as the server reads it: a query without its question mark
 */
record Held(String question) {
    private static final int MOST_MANIFESTS = 16;

    static Held of(Home home, Settings settings, FolderMetadataStore site, FolderMetadataStore release)
            throws IOException {
        StringBuilder question = new StringBuilder(300);
        question.append("app=").append(settings.app());
        question.append("&channel=").append(settings.channel());
        question.append("&platform=").append(settings.platform());
        question.append("&siteRoot=").append(version(site, FolderMetadataStore.ROOT));
        question.append("&siteSnapshot=").append(version(site, "snapshot"));
        question.append("&releaseRoot=").append(version(release, FolderMetadataStore.ROOT));
        question.append("&releaseSnapshot=").append(version(release, "snapshot"));
        List<Sha256> manifests = KeptManifests.names(home);
        for (Sha256 manifest : manifests.subList(0, Math.min(MOST_MANIFESTS, manifests.size()))) {
            question.append("&manifest=").append(manifest.hex());
        }
        return new Held(question.toString());
    }

    /** Nothing is taken for true by it: a version that is wrong costs another question. */
    private static long version(FolderMetadataStore store, String role) throws IOException {
        Optional<byte[]> file = store.load(role);
        try {
            return file.isEmpty()
                    ? 0
                    : Math.max(0, SignedMetadata.parse(file.get()).signed().integer("version"));
        } catch (JsonException e) {
            return 0;
        }
    }
}

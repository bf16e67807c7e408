package jp.quickcare.launcher.verify;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.MetadataMissing;

/**
 * What was verified last, as if a server gave it once more: it is verified again, and expires as it would there. Asks
 * nobody.
 *
 * @param home whose metadata it is
 */
public record KeptSources(Home home) implements Sources {
    @Override
    public Source open(URI server, Repository repository) {
        FolderMetadataStore kept =
                new FolderMetadataStore(repository == Repository.SITE ? home.siteTrust() : home.releaseTrust());
        return new Source() {
            @Override
            public byte[] fetch(String fileName, long maxBytes) throws MetadataMissing, LengthException, IOException {
                int role = Character.isDigit(fileName.charAt(0)) && !fileName.endsWith(".root.json")
                        ? fileName.indexOf('.') + 1
                        : 0;
                Optional<byte[]> bytes = kept.file(fileName.substring(role));
                if (bytes.isEmpty()) {
                    throw new MetadataMissing(fileName);
                }
                return bytes.get();
            }

            @Override
            public byte[] fetchTarget(String storedPath, long maxBytes) throws MetadataMissing {
                throw new MetadataMissing(storedPath);
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}

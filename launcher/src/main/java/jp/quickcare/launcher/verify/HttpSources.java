package jp.quickcare.launcher.verify;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import jp.quickcare.launcher.fetch.DownloadLimits;
import jp.quickcare.launcher.fetch.HttpMetadataSource;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.MetadataMissing;

/** Both repositories over HTTP, in the layout that every server and static host has. */
public record HttpSources(DownloadLimits limits) implements Sources {
    private static final Duration HURRY = Duration.ofSeconds(3);

    @Override
    public Sources inAHurry() {
        return new HttpSources(new DownloadLimits(
                HURRY,
                HURRY,
                limits.minimumBytesPerSecond(),
                limits.window(),
                HURRY.multipliedBy(2),
                limits.parallel(),
                1));
    }

    @Override
    public Source open(URI server, Repository repository) {
        HttpMetadataSource http = repository == Repository.SITE
                ? HttpMetadataSource.site(server, limits)
                : HttpMetadataSource.release(server, limits);
        return new Source() {
            @Override
            public byte[] fetch(String fileName, long maxBytes) throws MetadataMissing, LengthException, IOException {
                return http.fetch(fileName, maxBytes);
            }

            @Override
            public byte[] fetchTarget(String storedPath, long maxBytes)
                    throws MetadataMissing, LengthException, IOException {
                return http.fetchTarget(storedPath, maxBytes);
            }

            @Override
            public Optional<String> entityTag(String fileName) {
                return http.entityTag(fileName);
            }

            @Override
            public Optional<String> proxy() {
                return http.proxy();
            }

            @Override
            public void close() {
                http.close();
            }
        };
    }
}

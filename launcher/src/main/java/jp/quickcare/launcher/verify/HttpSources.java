package jp.quickcare.launcher.verify;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import jp.quickcare.launcher.fetch.DownloadLimits;
import jp.quickcare.launcher.fetch.HttpMetadataSource;

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
    public Sources knowing(Held held, List<URI> servers) {
        return TogetherSources.begin(this, held, servers.get(0));
    }

    @Override
    public HttpSource open(URI server, Repository repository) {
        HttpMetadataSource http = repository == Repository.SITE
                ? HttpMetadataSource.site(server, limits)
                : HttpMetadataSource.release(server, limits);
        return new HttpSource(http);
    }
}

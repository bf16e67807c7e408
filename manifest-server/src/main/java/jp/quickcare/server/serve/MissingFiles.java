package jp.quickcare.server.serve;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.InvalidReleaseException;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.server.http.RequestIds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs, by the names a person knows, which files of a release the server lacks (SPEC A5). */
final class MissingFiles {
    private static final Logger LOG = LoggerFactory.getLogger(MissingFiles.class);

    /** So many are named; the count tells of the rest. */
    private static final int MOST_NAMED = 20;

    private final PublishedFiles files;

    MissingFiles(PublishedFiles files) {
        this.files = files;
    }

    void log(HttpServerExchange exchange, FilesRequest request, List<Sha256> missing) {
        if (missing.isEmpty()) {
            return;
        }
        Optional<ReleaseManifest> release = release(request.release());
        String names = missing.stream()
                .limit(MOST_NAMED)
                .map(object -> name(release, object))
                .collect(Collectors.joining(", "));
        String of = release.map(known -> known.app() + " " + known.version() + " " + known.platform())
                .orElse("release " + request.release());
        LOG.warn(
                "{}: {} lacks {} of {} files asked for by {}: {}",
                RequestIds.of(exchange),
                of,
                missing.size(),
                request.objects().size(),
                exchange.getSourceAddress().getHostString(),
                names);
    }

    private static String name(Optional<ReleaseManifest> release, Sha256 object) {
        return release.flatMap(known -> known.files().stream()
                        .filter(file -> file.sha256().equals(object))
                        .map(ReleaseFile::path)
                        .findFirst())
                .map(path -> path + " (" + object + ")")
                .or(() -> release.filter(known -> known.savingObjects().stream()
                                .anyMatch(saving -> saving.sha256().equals(object)))
                        .map(known -> "a delta or chunks (" + object + ")"))
                .orElse(object.hex());
    }

    private Optional<ReleaseManifest> release(Sha256 manifest) {
        Path targets = files.root().resolve("release").resolve("targets");
        try (Stream<Path> walk = Files.walk(targets, 3)) {
            Optional<Path> file = walk.filter(
                            path -> String.valueOf(path.getFileName()).startsWith(manifest.hex() + "."))
                    .findFirst();
            return file.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ReleaseManifest.parse(Files.readAllBytes(file.get())));
        } catch (IOException | java.io.UncheckedIOException | InvalidReleaseException e) {
            LOG.debug("no names for {}", manifest, e);
            return Optional.empty();
        }
    }
}

package jp.quickcare.launcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.manifest.digest.Sha256;

/**
 * The first transfer of a fresh Java loads a thousand classes, which on a busy machine takes seconds. Where a test is
 * about how long a server is waited for, that is none of it: it is done before, within the limits of an update.
 */
public final class WarmJava {
    private static boolean warm;

    private WarmJava() {}

    /** Has asked a server and brought files from it, once in each process. */
    public static synchronized void transfers() {
        if (warm) {
            return;
        }
        HonestHost host = new HonestHost();
        try (RawServer server = new RawServer(host::streamAnswer)) {
            Path folder = Files.createTempDirectory("warm");
            List<WantedObject> wanted = List.of(host.add(1_000, 1), host.addCompressed(new byte[5_000]));
            try (Download download = new Download(List.of(server.uri()), DownloadLimits.standard())) {
                assertThat(download.bring(Sha256.of(new byte[] {1}), wanted, folder, Progress.SILENT))
                        .isEmpty();
            }
            for (WantedObject object : wanted) {
                Files.delete(folder.resolve(object.sha256().hex()));
            }
            Files.delete(folder);
            server.answer((request, wire) -> wire.ok("application/json", "{}".getBytes(StandardCharsets.US_ASCII)));
            try (Calls calls = new Calls(DownloadLimits.standard())) {
                assertThat(calls.ask("GET", server.uri(), Optional.empty(), Duration.ofMinutes(2), () -> false)
                                .json())
                        .isPresent();
            }
        } catch (IOException | UpdateFailure e) {
            throw new AssertionError(e);
        }
        warm = true;
    }
}

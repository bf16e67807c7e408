package jp.quickcare.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jp.quickcare.server.http.Area;
import jp.quickcare.server.http.Problem;
import jp.quickcare.server.http.RateLimit;
import jp.quickcare.server.settings.ServerSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SA4: whoever asks without end is sent away, and nobody else is held up. */
class RateLimitIT {
    private static final int CONSOLE_AT_ONCE = 2_000;

    @TempDir
    private Path temp;

    /** SA4 */
    @Test
    void a_flood_of_the_console_is_told_when_to_come_again_and_files_are_served_all_the_same() throws Exception {
        new ServedFolder(temp).write("site/metadata/timestamp.json", new byte[] {'{', '}'});
        Files.createDirectories(temp.resolve("release/metadata"));
        Area console = new Area("/console", exchange -> Problem.send(exchange, 404, "There is nothing of this name."));
        try (RepositoryServer server = RepositoryServer.start(
                temp,
                ServerSettings.STANDARD.at(0, Optional.of("127.0.0.1")),
                List.of(console),
                Optional.empty(),
                answering -> new RateLimit(answering, () -> 0))) {
            try (RawClient client = new RawClient(server.address())) {
                for (int i = 0; i < CONSOLE_AT_ONCE; i++) {
                    assertThat(client.get("/console").status()).isEqualTo(404);
                }
                RawClient.Answer away = client.get("/console/x");
                assertThat(away.status()).isEqualTo(429);
                assertThat(away.header("Retry-After")).isEqualTo("1");
                assertThat(away.header("Connection")).isEqualTo("close");
            }
            requireServed(server, "/site/metadata/timestamp.json", 200);
            requireServed(server, "/healthz", 200);
            requireServed(server, "/v1/reports", 404);
        }
    }

    private static void requireServed(RepositoryServer server, String path, int status) throws IOException {
        try (RawClient client = new RawClient(server.address())) {
            for (int i = 0; i < CONSOLE_AT_ONCE + 100; i++) {
                assertThat(client.get(path).status()).isEqualTo(status);
            }
        }
    }
}

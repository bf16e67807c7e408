package jp.quickcare.samples.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What launcher and site server say to each other beside files: places, and why a PC is where it is. */
@Timeout(900)
class TicketE2EIT {
    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void offer() {
        world = World.offering(folder, "optional");
    }

    @AfterEach
    void end() {
        world.close();
    }

    /** A4 */
    @Test
    void a_pc_above_the_limit_waits_is_told_how_many_and_gets_its_turn() throws Exception {
        Client client = world.install("pc");
        world.release(2);
        world.offer(2, "optional");
        world.site().stop();
        Path settings = folder.resolve("site/manifest-server.properties");
        String limited = Files.readString(settings)
                .replaceAll("(?m)^#?\\s*transfersAtOnce=.*$", "transfersAtOnce=1")
                .replaceAll("(?m)^#?\\s*ticketLeaseSeconds=.*$", "ticketLeaseSeconds=120");
        Files.writeString(settings, limited);
        world.site().serve();
        Place other = Place.taken(world.site());

        Process update = new ProcessBuilder(
                        client.home().resolve("bin/launcher").toString(), "update", "--language=en")
                .redirectErrorStream(true)
                .start();
        StringBuilder said = new StringBuilder();
        try (BufferedReader out = update.inputReader(UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.append(line).append('\n');
                if (line.contains("Waiting for a place")) {
                    other.close();
                }
            }
        }
        assertThat(update.waitFor(300, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains("1 PCs are updating, 1 wait").contains("Updated to release 2.0");
        assertThat(update.exitValue()).isZero();
        // What was told was heard: nothing waits any more.
        assertThat(client.launcher("why").expect(0).out()).contains("up to date");
    }

    /** A28, A37 */
    @Test
    void a_pc_says_why_packs_for_support_and_keeps_a_connection_that_fails_from_being_kept() throws Exception {
        Client client = world.install("pc");
        assertThat(client.launcher("why", "--language=en").expect(0).out()).isEqualTo("This PC is up to date.\n");
        Path zip = folder.resolve("support.zip");
        client.launcher("support", zip.toString()).expect(0);
        assertThat(zip).isNotEmptyFile();
        assertThat(client.launcher("support", zip.toString()).exitCode()).isEqualTo(2);

        Path settings = client.home().resolve("state/install.properties");
        String before = Files.readString(settings);
        assertThat(client.launcher("connection", "--channel", "XE").exitCode()).isEqualTo(16);
        Site stranger = Site.init(folder.resolve("stranger"), world.vendor()).serve();
        try {
            Command.Result refused = client.launcher(
                    "connection",
                    "--language=en",
                    "--server",
                    stranger.address().toString());
            assertThat(refused.exitCode()).isEqualTo(6);
            assertThat(refused.err()).contains("another site", "fingerprint");
        } finally {
            stranger.close();
        }
        assertThat(settings).hasContent(before);
        client.launcher("connection", "--staging", folder.toString()).expect(0);
        assertThat(settings).content().contains("staging=" + folder);
    }
}

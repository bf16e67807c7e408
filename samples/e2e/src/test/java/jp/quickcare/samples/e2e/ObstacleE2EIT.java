package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jp.quickcare.manifest.digest.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Something is in the way of an update: the old release stays whole, and the next attempt succeeds. */
class ObstacleE2EIT extends OnAPc {
    private Path second;

    @BeforeEach
    void the_second_release_is_offered() {
        world.offer(2, "optional");
        second = world.folder().resolve("r2");
    }

    /** A5 */
    @Test
    void a_file_that_the_server_lacks_is_named_and_the_rest_is_kept_for_the_next_time() throws IOException {
        Path object = object(second.resolve("lib/changing.bin"));
        Path away = temp.resolve("away");
        Files.move(object, away);

        Command.Result refused = client.launcher("update", "--silent");

        assertThat(refused.exitCode()).isEqualTo(14);
        assertThat(refused.err()).contains("lib/changing.bin").doesNotContain("\tat ");
        theFirstReleaseIsWhole();
        Files.move(away, object);
        theNextAttemptSucceeds();
    }

    /** FS10, A24 */
    @Test
    void a_full_staging_disk_is_noticed_before_anything_is_fetched() {
        Path staging = temp.resolve("home-staging");
        String update = "mkdir -p '" + staging + "' && mount -t tmpfs -o size=32k tmpfs '" + staging + "' && exec '"
                + client.home().resolve("bin/launcher") + "' update --silent";

        // The small disk is there for this one process and is gone with it.
        Command.Result refused = Command.run(List.of("unshare", "--map-root-user", "--mount", "sh", "-c", update));

        assertThat(refused.exitCode()).as(refused.all()).isEqualTo(7);
        assertThat(refused.err()).contains("too little room in " + staging);
        theFirstReleaseIsWhole();
        theNextAttemptSucceeds();
    }

    /** A25 */
    @Test
    void a_file_in_use_is_named_with_its_program_before_anything_is_changed() throws Exception {
        Process holder = new ProcessBuilder("cat", "-")
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        client.file("lib/changing.bin").toFile()))
                .start();
        try {
            Command.Result refused = client.launcher("update", "--silent");
            assertThat(refused.exitCode()).isEqualTo(8);
            assertThat(refused.err()).contains("lib/changing.bin", "cat (" + holder.pid() + ")");
            theFirstReleaseIsWhole();
            client.launcher("update", "--silent", "--ignore-in-use").expect(0);
        } finally {
            holder.destroy();
            holder.waitFor();
        }
        assertThat(client.click().expect(0).out()).contains("APP 2 UP");
    }

    /** TR7 */
    @Test
    void a_malicious_server_beside_an_honest_one_cannot_stop_an_update() throws IOException {
        Vendor evil = Vendor.init(temp.resolve("evil-vendor"), "tiny");
        evil.publish("tiny", "6.6", second);
        try (Site evilSite = Site.init(temp.resolve("evil-site"), evil)) {
            evilSite.importFrom(evil);
            evilSite.offer("tiny", "6.6", "required");
            evilSite.serve();
            servers(evilSite.address() + " " + world.site().address());
            theNextAttemptSucceeds();
            assertThat(client.launcher("status").expect(0).out()).doesNotContain("6.6");
            servers(evilSite.address().toString());
            Command.Result alone = client.launcher("update", "--silent");
            assertThat(alone.exitCode()).isEqualTo(6);
            assertThat(client.click().expect(0).out()).contains("APP 2 UP");
        }
    }

    /** FS11 */
    @Test
    void two_updates_at_once_do_not_disturb_one_another() throws Exception {
        List<String> update = List.of(client.home().resolve("bin/launcher").toString(), "update", "--silent");
        Process one = new ProcessBuilder(update)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Command.Result other = Command.run(update);
        assertThat(other.exitCode()).as(other.all()).isIn(0, 10);
        assertThat(one.waitFor()).isIn(0, 10);
        theNextAttemptSucceeds();
    }

    /** F1, F5 */
    @Test
    void sentences_come_in_japanese_too() {
        world.site().stop();
        Command.Result refused = Command.run(
                List.of(client.home().resolve("bin/launcher").toString(), "update"),
                Map.of("QUICKCARE_LANGUAGE", "ja"),
                "");
        assertThat(refused.exitCode()).isEqualTo(5);
        assertThat(refused.err()).contains("に接続できない");
    }

    private void servers(String addresses) throws IOException {
        Path settings = client.home().resolve("state/install.properties");
        Files.writeString(settings, Files.readString(settings).replaceFirst("(?m)^server=.*$", "server=" + addresses));
    }

    private Path object(Path file) throws IOException {
        String sha256 = Sha256.of(Files.readAllBytes(file)).hex();
        Path folder = world.site().folder().resolve("repository/objects").resolve(sha256.substring(0, 2));
        Path plain = folder.resolve(sha256);
        return Files.exists(plain) ? plain : folder.resolve(sha256 + ".zst");
    }

    private void theFirstReleaseIsWhole() {
        client.launcher("verify").expect(0);
        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
    }

    private void theNextAttemptSucceeds() {
        client.launcher("update", "--silent").expect(0);
        assertThat(client.click().expect(0).out()).contains("APP 2 UP");
    }
}

package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.quickcare.manifest.digest.Sha256;
import org.junit.jupiter.api.Test;

/** An installation that stands apart from what the site offers is mended all the same, and not moved. */
class MendE2EIT extends OnAPc {
    private void rollBackFromTheSecond() {
        world.offer(2, "optional");
        client.launcher("update", "--silent").expect(0);
        client.launcher("rollback").expect(0);
    }

    private void damage() throws IOException {
        Files.writeString(client.file("lib/stable.bin"), "damaged");
        Files.delete(client.file("docs/manual.txt"));
    }

    private void theFirstReleaseIsWhole() {
        client.launcher("verify").expect(0);
        assertThat(client.launcher("status").expect(0).out()).contains("1.0");
        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
    }

    /** A22, A33, CT6 */
    @Test
    void a_release_that_was_put_back_by_hand_is_repaired_though_another_is_offered() throws IOException {
        rollBackFromTheSecond();
        damage();

        assertThat(client.launcher("repair").expect(0).out()).contains("1.0");

        theFirstReleaseIsWhole();
        damage();
        assertThat(client.launcher("repair", "--damaged-only", "--silent").exitCode())
                .isZero();
        theFirstReleaseIsWhole();
    }

    /** A20, A33 */
    @Test
    void a_click_mends_a_release_that_was_put_back_by_hand() throws IOException {
        rollBackFromTheSecond();
        damage();

        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
        client.launcher("verify").expect(0);
    }

    /** CT6 */
    @Test
    void a_newer_release_than_the_one_offered_is_repaired_and_stays() throws IOException {
        world.offer(2, "optional");
        client.launcher("update", "--silent").expect(0);
        world.offer(1, "optional", "--all-the-same");
        Files.writeString(client.file("lib/stable.bin"), "damaged");

        assertThat(client.launcher("repair", "--silent").exitCode()).isZero();

        client.launcher("verify").expect(0);
        assertThat(client.click().expect(0).out()).contains("APP 2 UP");
    }

    /** A5, CT4 */
    @Test
    void without_the_bytes_at_the_server_nothing_is_touched_and_the_file_is_named() throws IOException {
        rollBackFromTheSecond();
        damage();
        Path object = object(world.folder().resolve("r1/docs/manual.txt"));
        Path away = Files.move(object, temp.resolve("away"));
        try {
            Command.Result refused = client.launcher("repair", "--silent");

            assertThat(refused.exitCode()).as(refused.all()).isEqualTo(14);
            assertThat(refused.err()).contains("docs/manual.txt");
            assertThat(client.file("lib/stable.bin")).hasContent("damaged");
        } finally {
            Files.move(away, object);
        }
    }

    /** FS13: a kept manifest that is not what the receipt names repairs nothing. */
    @Test
    void a_kept_manifest_that_was_changed_is_none() throws IOException {
        rollBackFromTheSecond();
        damage();
        try (var kept = Files.list(client.home().resolve("state/manifests"))) {
            for (Path manifest : kept.toList()) {
                Files.writeString(manifest, Files.readString(manifest).replace("manual", "Manual"));
            }
        }

        assertThat(client.launcher("repair", "--silent").exitCode()).isEqualTo(11);
    }

    /** SA2 */
    @Test
    void of_a_revoked_site_what_is_installed_starts_and_nothing_is_updated() {
        try (World revoked = World.offeringTheFirstOfTwo(temp.resolve("revoked"), "optional")) {
            ofARevokedSiteWhatIsInstalledStartsAndNothingIsUpdated(revoked, revoked.install("home"));
        }
    }

    private static void ofARevokedSiteWhatIsInstalledStartsAndNothingIsUpdated(World world, Client client) {
        world.offer(2, "required");
        Command.run(List.of(
                        Product.server(),
                        "revoke-site",
                        "--dir",
                        world.vendor().folder().toString(),
                        "--root",
                        world.site().root().toString()))
                .expect(0);
        Command.Result imported = Command.run(List.of(
                Product.server(),
                "import",
                "--dir",
                world.site().folder().toString(),
                "--from",
                world.vendor().repository().toString()));
        assertThat(imported.exitCode()).as(imported.all()).isEqualTo(6);

        Command.Result update = client.launcher("update", "--silent");
        assertThat(update.exitCode()).as(update.all()).isEqualTo(6);
        assertThat(update.err()).contains("the vendor has revoked this site");
        Command.Result click = client.click().expect(0);
        assertThat(click.out()).contains("APP 1 UP");
    }

    /** A31 */
    @Test
    void installing_again_with_the_roots_exchanged_leaves_what_is_believed() {
        List<String> exchanged = new ArrayList<>(world.installCommand(client.home()));
        int release = exchanged.indexOf("--release-root") + 1;
        int site = exchanged.indexOf("--site-root") + 1;
        String was = exchanged.set(release, exchanged.get(site));
        exchanged.set(site, was);

        assertThat(Command.run(exchanged).exitCode()).isEqualTo(6);

        world.offer(2, "required");
        client.launcher("update", "--silent").expect(0);
        assertThat(client.click().expect(0).out()).contains("APP 2 UP");
        assertThat(client.home().resolve("state/trust/tried")).doesNotExist();
    }

    /** A31, MT21: a site that began anew is believed once it has shown that it is one. */
    @Test
    void installing_again_with_the_roots_of_another_site_moves_to_it() {
        try (Site other = Site.init(temp.resolve("other-site"), world.vendor())) {
            other.importFrom(world.vendor());
            other.offerOn(world.channel(), "tiny", "2.0", "required");
            other.serve();

            Command.run(Client.installCommand(client.home(), "tiny", world.channel(), other, world.vendor()))
                    .expect(0);
        }
        assertThat(client.launcher("status").expect(0).out()).contains("2.0");
    }

    private Path object(Path content) throws IOException {
        String hex = Sha256.of(Files.readAllBytes(content)).hex();
        Path stored = world.site().folder().resolve("repository/objects/" + hex.substring(0, 2) + "/" + hex);
        Path compressed = stored.resolveSibling(hex + ".zst");
        return Files.exists(compressed) ? compressed : stored;
    }
}

package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseDelta;
import jp.quickcare.manifest.release.ReleaseManifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F3: an update moves a delta where it can, and whole files where that fails. */
class DeltaE2EIT {

    @TempDir
    static Path template;

    @TempDir
    Path temp;

    private World world;

    /** Made once; each test works on a copy. */
    @BeforeAll
    static void a_site_has_the_first_release_with_a_large_library() throws IOException {
        Vendor vendor = Vendor.init(template.resolve("vendor"), "tiny");
        vendor.publish("tiny", "1.0", folder(template, 1));
        Site site = Site.init(template.resolve("site"), vendor);
        site.importFrom(vendor);
        site.offer("tiny", "1.0", "required");
    }

    @BeforeEach
    void the_site_serves_it() {
        World.copy(template, temp);
        world = new World(temp, new Vendor(temp.resolve("vendor")), new Site(temp.resolve("site")).serve());
    }

    @AfterEach
    void the_server_ends() {
        world.close();
    }

    private static Path folder(Path parent, int release) throws IOException {
        return TinyLibrary.write(parent, release, entry -> entry % 100 == 50);
    }

    private void release(int number) throws IOException {
        release(number, folder(temp, number));
    }

    private void release(int number, Path folder) {
        world.vendor().publish("tiny", number + ".0", folder);
        world.site().importFrom(world.vendor());
        world.offer(number, "required");
    }

    private static ReleaseManifest manifest(Path repository, int release) throws Exception {
        try (var files = Files.list(repository.resolve("release/targets/tiny/" + release + ".0"))) {
            return ReleaseManifest.parse(Files.readAllBytes(files.findFirst().orElseThrow()));
        }
    }

    private static Path object(Path repository, Sha256 sha256) {
        return repository.resolve("objects/" + sha256.hex().substring(0, 2) + "/" + sha256.hex());
    }

    /** What the site would serve for those who want the library whole. */
    private Path wholeLibrary(int release) throws IOException {
        Sha256 sha256 = Sha256.of(Files.readAllBytes(temp.resolve("r" + release).resolve(TinyLibrary.PATH)));
        return object(world.site().folder().resolve("repository"), sha256);
    }

    private void requireInstalled(Client client, int release) throws IOException {
        client.launcher("verify").expect(0);
        assertThat(Files.mismatch(
                        client.file(TinyLibrary.PATH),
                        temp.resolve("r" + release).resolve(TinyLibrary.PATH)))
                .isEqualTo(-1);
        assertThat(client.click().expect(0).out()).contains("APP " + release + " UP");
    }

    /** F3 */
    @Test
    void an_update_brings_the_delta_and_no_changed_file() throws IOException {
        Client client = world.install("home");
        release(2);
        Path whole = wholeLibrary(2);
        // Only the delta leads to the new library now.
        Files.move(whole, temp.resolve("aside"));

        assertThat(client.launcher("plan").expect(0).out())
                .contains("The delta is brought: it is the fewest bytes.")
                .containsPattern("Delta: +5\\d(\\.\\d)? kB")
                .containsPattern("Changed files: +1\\.\\d+ MB");
        assertThat(client.launcher("plan", "--language", "ja").expect(0).out()).contains("差分を取得します。");
        client.launcher("update", "--silent").expect(0);

        requireInstalled(client, 2);
        assertThat(client.launcher("plan").expect(0).out()).contains("Nothing is to be brought.");
    }

    /** F3: from another release than those with a delta, from a damaged one, and where the server lacks the delta. */
    @Test
    void whole_files_come_where_there_is_no_delta_or_nothing_it_could_begin_with() throws Exception {
        Client client = world.install("home");
        release(2);
        Files.write(client.file(TinyLibrary.PATH), new byte[1]);

        assertThat(client.launcher("plan").expect(0).out())
                .contains(
                        "brought whole: no delta begins with what is here, and of chunks nearly as many bytes are lacking");
        client.launcher("update", "--silent").expect(0);
        requireInstalled(client, 2);

        release(3);
        ReleaseManifest third = manifest(world.site().folder().resolve("repository"), 3);
        for (ReleaseDelta delta : third.deltas()) {
            Files.delete(object(world.site().folder().resolve("repository"), delta.sha256()));
        }
        client.launcher("update", "--silent").expect(0);
        requireInstalled(client, 3);
    }

    /** F3, CT2, CT7: signed, and of no use all the same. */
    @Test
    void a_delta_that_lies_is_refused_once_and_the_update_completes_with_whole_files() throws Exception {
        Client client = world.install("home");
        List<UnaryOperator<byte[]>> lies = List.of(
                honest -> Arrays.copyOf(honest, honest.length / 2),
                // The plan and the differences are said to be as long as the format allows.
                honest -> over(honest, 20, 0, 0, 0, 1, -1, -1, -1, -1),
                honest -> over(honest, honest.length / 2, 1, 2, 3, 4, 5, 6, 7, 8));
        int number = 1;
        for (UnaryOperator<byte[]> lie : lies) {
            number++;
            publishLying(number, lie);

            assertThat(client.launcher("plan").expect(0).out()).contains("The delta is brought");
            Command.Result update = client.launcher("update", "--silent").expect(0);

            assertThat(update.err()).doesNotContain("\tat ");
            requireInstalled(client, number);
            assertThat(client.home().resolve("state/failed-deltas")).content().hasLineCount(number - 1);
        }
        assertThat(world.site().systemLog().split("A delta did not give what the release says", -1))
                .hasSize(lies.size() + 1);

        // The next honest one is taken.
        release(number + 1);
        Files.delete(wholeLibrary(number + 1));
        client.launcher("update", "--silent").expect(0);
        requireInstalled(client, number + 1);
    }

    /** F3: a PC that broke off with a delta that fails does not bring it again. */
    @Test
    void a_delta_that_failed_is_not_tried_again() throws Exception {
        Client client = world.install("home");
        publishLying(2, honest -> Arrays.copyOf(honest, honest.length / 2));
        Path whole = wholeLibrary(2);
        Files.move(whole, temp.resolve("aside"));
        client.launcher("update", "--silent").expect(14);

        assertThat(client.launcher("plan").expect(0).out()).contains("this delta failed on this PC before");
        Files.move(temp.resolve("aside"), whole);
        client.launcher("update", "--silent").expect(0);
        requireInstalled(client, 2);
    }

    /** F3, A26, FS9 */
    @Test
    void an_update_by_delta_killed_anywhere_leaves_one_whole_release_and_the_next_one_succeeds() throws IOException {
        List<Client> clients = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            clients.add(world.install("home" + number));
        }
        release(2);
        Files.delete(wholeLibrary(2));

        int kills = 0;
        for (int at = 4; kills < clients.size(); at += 19) {
            Client client = clients.get(kills);
            String launcher = client.home().resolve("bin/launcher").toString();
            if (KillE2EIT.survives(List.of(launcher, "update", "--silent"), at)) {
                break;
            }
            kills++;
            assertThat(client.launcher("verify").exitCode())
                    .as("killed at change %d", at)
                    .isIn(0, 11);
            client.launcher("update", "--silent").expect(0);
            requireInstalled(client, 2);
        }
        assertThat(kills).isGreaterThan(2);
    }

    private static byte[] over(byte[] honest, int at, int... bytes) {
        byte[] lying = honest.clone();
        for (int i = 0; i < bytes.length; i++) {
            lying[at + i] = (byte) (lying[at + i] ^ bytes[i]);
        }
        return lying;
    }

    /** The vendor takes finished deltas from where an earlier publication left them: there lies a lying one. */
    private void publishLying(int number, UnaryOperator<byte[]> lie) throws Exception {
        Path folder = folder(temp, number);
        Vendor twin = new Vendor(temp.resolve("twin" + number));
        World.copy(world.vendor().folder(), twin.folder());
        Path releaseFile = folder.resolveSibling(folder.getFileName() + ".json");
        twin.publish("tiny", number + ".0", "linux-x64", folder, releaseFile, "--no-chunks");
        ReleaseManifest honest = manifest(twin.repository(), number);
        Sha256 draft = Sha256.of(
                honest.withDeltas(List.of()).withChunks(Optional.empty()).toBytes());
        Path work = Files.createDirectories(world.vendor().folder().resolve("work/deltas"));
        for (ReleaseDelta delta : honest.deltas()) {
            byte[] bytes = Files.readAllBytes(object(twin.repository(), delta.sha256()));
            Files.write(work.resolve(delta.from() + "-" + draft + ".qcd"), lie.apply(bytes));
        }
        release(number, folder);
    }
}

package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a vendor's folder to a running application, and to the next release. */
class SpineE2EIT {
    @TempDir
    Path temp;

    private World world;

    @BeforeEach
    void a_site_offers_the_first_release() {
        world = World.offering(temp, "required");
    }

    @AfterEach
    void the_server_ends() {
        world.close();
    }

    /** A20, A22, A24, A27, F2 */
    @Test
    void a_silent_install_brings_the_application_which_then_starts_at_once() {
        Client client = world.install("home");

        assertThat(client.files()).contains("app.jar", "docs/manual.txt", "lib/stable.bin", "old.txt");
        assertThat(client.click("one", "two words").expect(0).out()).contains("APP 1 UP one,two words");
        assertThat(client.launcher("status").expect(0).out()).contains("1.0");
        assertThat(client.launcher("verify").expect(0).err()).isEmpty();
        assertThat(temp.resolve("home-staging"))
                .satisfiesAnyOf(
                        folder -> assertThat(folder).doesNotExist(),
                        folder -> assertThat(folder).isEmptyDirectory());
    }

    /** A6, A20, A22, A35 */
    @Test
    void the_next_release_brings_only_what_changed_and_leaves_the_users_files_alone() throws IOException {
        Client client = world.install("home");
        client.click().expect(0);
        Files.createDirectories(client.file("records"));
        Files.writeString(client.file("records/mine.txt"), "what the user wrote");
        offerSecondRelease("required");

        Command.Result updated = client.clickOnTerminal("y\n");

        assertThat(updated.expect(0).out()).contains("APP 2 UP");
        assertThat(client.files()).contains("help/manual.txt").doesNotContain("old.txt", "docs/manual.txt");
        assertThat(client.file("docs")).doesNotExist();
        assertThat(client.file("records/mine.txt")).hasContent("what the user wrote");
        assertThat(client.click().expect(0).out()).contains("APP 2 UP");
    }

    /** A22 */
    @Test
    void repair_puts_every_file_back_as_it_should_be() throws IOException {
        Client client = world.install("home");
        Files.writeString(client.file("lib/stable.bin"), "damaged");
        Files.delete(client.file("docs/manual.txt"));

        assertThat(client.launcher("verify").exitCode()).isEqualTo(11);
        client.launcher("repair", "--silent").expect(0);

        client.launcher("verify").expect(0);
        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
    }

    /** A20 */
    @Test
    void a_click_mends_a_damaged_installation_before_it_starts_it() throws IOException {
        Client client = world.install("home");
        Files.delete(client.file("app.jar"));

        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
    }

    /** A20: as after a restored backup or a change of disk; what is told is told of reading all of it. */
    @Test
    void files_that_were_copied_are_read_once_and_not_at_every_click() throws IOException {
        Client client = world.install("home");
        Path copy = client.file("lib/copy");
        Files.copy(client.file("lib/stable.bin"), copy);
        Files.move(copy, client.file("lib/stable.bin"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(client.click().expect(0).all()).contains("APP 1 UP", "Release 1.0 is complete.");
        assertThat(client.click().expect(0).all()).contains("APP 1 UP").doesNotContain("complete");
    }

    /** A33 */
    @Test
    void roll_back_by_hand_returns_to_the_release_before() throws IOException {
        Client client = world.install("home");
        offerSecondRelease("optional");
        client.launcher("update", "--silent").expect(0);
        assertThat(client.click().expect(0).out()).contains("APP 2 UP");

        client.launcher("rollback").expect(0);

        assertThat(client.files()).contains("old.txt", "docs/manual.txt").doesNotContain("help/manual.txt");
        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
    }

    /** A31, A35 */
    @Test
    void uninstall_leaves_nothing_but_the_users_own_files() throws IOException {
        Client client = world.install("home");
        Files.writeString(client.file("mine.txt"), "what the user wrote");

        client.launcher("uninstall", "--silent").expect(0);

        assertThat(client.files()).containsExactly("mine.txt");
        try (var left = Files.list(client.home())) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactly("app");
        }
        assertThat(temp.resolve("home-shortcuts"))
                .satisfiesAnyOf(
                        folder -> assertThat(folder).doesNotExist(),
                        folder -> assertThat(folder).isEmptyDirectory());
    }

    /** A20, A22 */
    @Test
    void a_program_that_is_not_java_is_installed_and_started_too() {
        Vendor other = Vendor.init(temp.resolve("vendor-p"), "prog");
        other.publish("prog", "1.0", TinyApplication.writeProgram(temp, 1));
        try (Site second = Site.init(temp.resolve("site-p"), other)) {
            second.importFrom(other);
            second.offer("prog", "1.0", "optional");
            second.serve();
            Client client = Client.install(temp.resolve("home-p"), "prog", second, other);

            assertThat(client.click("x").expect(0).out()).contains("PROGRAM 1 UP a b x");
        }
    }

    /** A21, F1, F3 */
    @Test
    void the_launcher_updates_itself_before_anything_else_and_the_plan_says_so_beforehand() throws IOException {
        Client client = world.install("home");
        offerLauncher();

        assertThat(client.launcher("plan").expect(0).out())
                .contains("Nothing of the application is to be brought.")
                .containsPattern("Launcher: +1\\.0\\.1 \\(in force: 1\\.0\\.0\\)\\s+To be brought: +[\\d.]+ MB")
                .contains("It is brought first, and whole; the newer launcher then brings the rest.");
        assertThat(client.launcher("plan", "--language", "ja").expect(0).out())
                .containsPattern("ランチャー: +1\\.0\\.1（使用中: 1\\.0\\.0）\\s+取得量: +[\\d.]+ MB")
                .contains("アプリケーションについて取得するものはありません。", "残りは新しいランチャーが取得します。");
        assertThat(client.click().expect(0).out()).contains("APP 1 UP");

        requireNewLauncher(client);
        assertThat(client.launcher("plan").expect(0).out())
                .contains("Nothing is to be brought.")
                .doesNotContain("Launcher");
        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
    }

    /** A21, A26: the site makes no new statement after the one with which the launcher is offered. */
    @Test
    void a_click_that_is_killed_before_it_has_brought_a_newer_launcher_leaves_that_to_the_next() throws IOException {
        Client client = world.install("home");
        offerLauncher();
        KillE2EIT.killedAtMaking(
                client.home().resolve("state/launcher-objects"),
                List.of(client.home().resolve("bin/start").toString()));
        assertThat(client.home().resolve("launcher/1.0.1")).doesNotExist();

        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
        requireNewLauncher(client);
    }

    private void offerLauncher() throws IOException {
        Path releaseFile = Files.writeString(
                temp.resolve("launcher.json"),
                "{\"launch\": {\"kind\": \"none\"}, \"shortcuts\": [], \"minLauncher\": \"1.0.0\"}");
        world.vendor().publish("launcher", "1.0.1", "any", Product.launcherRelease(), releaseFile);
        world.site().importFrom(world.vendor());
        world.site().offer("launcher", "1.0.1", "required");
    }

    private static void requireNewLauncher(Client client) throws IOException {
        assertThat(client.home().resolve("launcher/1.0.1")).isDirectory();
        assertThat(Files.readString(client.home().resolve("launcher/current"))).contains("1.0.1");
    }

    private void offerSecondRelease(String mode) {
        world.release(2);
        world.offer(2, mode);
    }
}

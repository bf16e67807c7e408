package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The install command where something is there already, and as the way out of damage. */
class InstallE2EIT {
    @TempDir
    static Path shared;

    private static World world;

    @TempDir
    Path temp;

    @BeforeAll
    static void a_site_offers_the_first_release() {
        world = World.offering(shared, "optional");
    }

    @AfterAll
    static void the_server_ends() {
        world.close();
    }

    private Command.Result install(Path home) {
        return Command.run(world.installCommand(home));
    }

    /** A35: a person's own folder, say, has a folder {@code bin} too. */
    @ParameterizedTest
    @ValueSource(strings = {"bin/start", "bin/launcher", "launcher/notes", "state/mine"})
    void nothing_is_installed_over_what_is_not_ours(String path) throws Exception {
        Path own = temp.resolve("home").resolve(path);
        Files.createDirectories(own.getParent());
        Files.writeString(own, "mine");

        assertThat(install(temp.resolve("home")).expect(2).all()).contains(own.toString());

        try (Stream<Path> all = Files.walk(temp.resolve("home"))) {
            assertThat(all.filter(Files::isRegularFile)).containsExactly(own);
        }
        assertThat(own).hasContent("mine");
    }

    /** FS2 */
    @Test
    void no_script_is_written_through_a_link() throws Exception {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.createDirectory(temp.resolve("home"));
        Files.createSymbolicLink(temp.resolve("home/bin"), outside);

        install(temp.resolve("home")).expect(11);

        assertThat(outside).isEmptyDirectory();
    }

    /** Java could not start from it. */
    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a\nb"})
    void a_folder_that_java_cannot_be_told_of_is_refused_before_anything_is_written(String name) {
        install(temp.resolve(name)).expect(2);
        assertThat(temp.resolve(name)).doesNotExist();
    }

    /** A35: what was in the folder before, and is in nobody's way, is there after the end of the installation. */
    @Test
    void an_installation_in_a_folder_with_other_things_leaves_them() throws Exception {
        Path own = temp.resolve("home/bin/mine");
        Files.createDirectories(own.getParent());
        Files.writeString(own, "mine");

        Client client = world.install(temp.resolve("home"));
        assertThat(client.launcher("uninstall", "--silent").expect(0).err()).isEmpty();

        try (Stream<Path> all = Files.walk(temp.resolve("home"))) {
            assertThat(all.filter(Files::isRegularFile)).containsExactly(own);
        }
    }

    /** A31, FS14 */
    @Test
    void a_damaged_launcher_says_so_and_is_mended_by_installing_again() throws Exception {
        Client client = world.install(temp.resolve("home"));
        Files.delete(jar(client, "picocli"));

        client.click().expect(12);
        Command.Result status = client.launcher("status").expect(11);
        assertThat(status.all()).doesNotContain("Exception in thread").doesNotContain("\tat ");
        install(client.home()).expect(0);

        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
        client.launcher("status").expect(0);
    }

    private static Path jar(Client client, String name) throws IOException {
        try (Stream<Path> all = Files.walk(client.home().resolve("launcher"))) {
            return all.filter(file -> file.getFileName().toString().startsWith(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A31 */
    @Test
    void what_a_click_starts_with_is_mended_by_installing_again_and_by_a_repair() throws Exception {
        Client client = world.install(temp.resolve("home"));
        Path options = client.home().resolve("state/java.options");
        Files.writeString(options, "nonsense");
        client.launcher("repair", "--damaged-only", "--silent").expect(0);
        assertThat(client.click().expect(0).out()).contains("APP 1 UP");

        Files.delete(options);
        assertThat(client.launcher("start").expect(0).out()).contains("APP 1 UP");
        assertThat(client.click().expect(0).out()).contains("APP 1 UP");

        Files.delete(client.home().resolve("bin/start"));
        install(client.home()).expect(0);
        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
    }

    /** A31, FS9 */
    @Test
    void an_uninstall_that_was_cut_short_does_not_stand_in_the_way() throws Exception {
        Client client = world.install(temp.resolve("home"));
        Files.writeString(client.home().resolve("state/uninstalling"), "tiny");
        install(client.home()).expect(0);
        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
    }

    /** A20 */
    @Test
    void an_argument_that_begins_with_an_at_sign_reaches_the_application() throws Exception {
        Path file = Files.writeString(temp.resolve("arguments"), "other");
        Client client = world.install(temp.resolve("home"));
        assertThat(client.launcher("start", "@" + file).expect(0).out()).contains("APP 1 UP @" + file);
    }

    /** A31, F4: who distributes software reads exit codes and logs. */
    @Test
    void a_silent_install_says_nothing_and_leaves_its_result_in_the_log() throws IOException {
        Command.Result installed = install(temp.resolve("quiet")).expect(0);

        assertThat(installed.all()).isEmpty();
        assertThat(Files.readString(temp.resolve("quiet/state/log/launcher.log")))
                .contains("INFO InstallCommand - ")
                .contains("1.0");
    }
}

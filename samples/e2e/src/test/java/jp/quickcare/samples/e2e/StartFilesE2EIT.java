package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A20: a click finds what it starts with, whatever happened to it. */
class StartFilesE2EIT {
    private static final String SENTENCE = "What a click starts with was written anew";

    @TempDir
    static Path shared;

    private static World served;

    @TempDir
    Path temp;

    private World world;
    private Client client;

    @BeforeAll
    static void a_site_serves_the_first_release() {
        served = World.offering(shared, "optional");
    }

    @AfterAll
    static void the_server_ends() {
        served.close();
    }

    @BeforeEach
    void a_client_runs_the_first_release() {
        world = served.onAnotherChannel();
        client = world.install(temp.resolve("home"));
    }

    private static void startsWithoutAWord(Client client) {
        Command.Result click = client.click().expect(0);
        assertThat(click.out()).contains("APP 1 UP");
        assertThat(click.err()).doesNotContain(SENTENCE);
    }

    /** A20, FS13 */
    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "\"-Dquickcare.home=/elsewhere\"\n", "\u0000\u0001"})
    void a_damaged_options_file_is_mended_by_the_click(String content) throws IOException {
        Files.writeString(client.home().resolve("state/java.options"), content);

        Command.Result click = client.click("argument with spaces").expect(0);

        assertThat(click.out()).contains("APP 1 UP argument with spaces");
        assertThat(click.err()).contains(SENTENCE);
        startsWithoutAWord(client);
    }

    /** A20, FS13: cut off behind its first line it still begins as it should, but it was written after the script. */
    @Test
    void a_truncated_or_edited_options_file_is_mended_by_the_click() throws IOException {
        Path options = client.home().resolve("state/java.options");
        Files.writeString(options, Files.readAllLines(options).get(0) + "\n");

        assertThat(client.click().expect(0).out()).contains("APP 1 UP");

        startsWithoutAWord(client);
        Files.delete(options);
        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
        startsWithoutAWord(client);
    }

    /** A20, A27 */
    @Test
    void a_moved_installation_is_recognised_and_starts_where_it_lies_now() throws IOException {
        Path elsewhere = Files.createDirectory(temp.resolve("else where")).resolve("home");
        Files.move(client.home(), elsewhere);
        Client moved = new Client(elsewhere, "tiny");

        Command.Result click = moved.click().expect(0);

        assertThat(click.out()).contains("APP 1 UP");
        assertThat(click.err()).contains(SENTENCE).contains(elsewhere.toString());
        startsWithoutAWord(moved);
        assertThat(shortcuts()).contains(elsewhere.toString()).doesNotContain(client.home() + "/bin/start");
        moved.launcher("verify").expect(0);
        world.release(2);
        world.offer(2, "required");
        moved.launcher("update", "--silent").expect(0);
        assertThat(moved.click().expect(0).out()).contains("APP 2 UP");
        assertThat(client.home()).doesNotExist();
    }

    /** A20 */
    @Test
    void a_copy_of_an_installation_is_one_of_its_own() {
        Client copy = new Client(temp.resolve("copy"), "tiny");
        World.copy(client.home(), copy.home());

        assertThat(copy.click().expect(0).out()).contains("APP 1 UP");
        assertThat(copy.launcher("status").expect(0).out()).contains(copy.home().toString());
        startsWithoutAWord(copy);
        startsWithoutAWord(client);
    }

    /** A20, F5 */
    @Test
    void what_cannot_be_mended_is_told_in_one_sentence_with_a_documented_code() throws IOException {
        Files.delete(client.home().resolve("state/java.options"));
        Files.delete(client.home().resolve("state/receipt"));

        Command.Result click = client.click();

        assertThat(click.exitCode()).as(click.all()).isEqualTo(11);
        assertThat(click.err().lines()).hasSize(1);
        client.launcher("repair", "--silent").expect(0);
        startsWithoutAWord(client);
    }

    private String shortcuts() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(temp.resolve("home-shortcuts"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}

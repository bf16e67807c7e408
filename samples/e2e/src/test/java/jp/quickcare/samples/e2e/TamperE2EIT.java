package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody has been at what the launcher remembers, or at the clock. */
class TamperE2EIT extends OnAPc {
    @BeforeEach
    void the_first_release_has_run() {
        client.click().expect(0);
    }

    /** FS13 */
    @ParameterizedTest
    @ValueSource(strings = {"timestamp.json", "snapshot.json", "targets.json", "root.json"})
    void metadata_that_was_deleted_or_emptied_is_fetched_and_verified_anew(String name) throws IOException {
        for (String side : List.of("release", "site")) {
            Path folder = client.home().resolve("state/trust").resolve(side);
            Files.deleteIfExists(folder.resolve(name));
            client.click().expect(0);
            Files.write(folder.resolve(name), new byte[0]);
            client.click().expect(0);
        }
        theNextHonestUpdateSucceeds();
    }

    /** FS13, MT5 */
    @Test
    void older_copies_of_metadata_and_policy_do_not_bring_an_old_policy_back() throws IOException {
        Path kept = temp.resolve("kept");
        World.copy(client.home().resolve("state"), kept);
        world.offer(1, "refused");
        assertThat(client.click().exitCode()).isEqualTo(3);

        World.copy(kept, client.home().resolve("state"));
        assertThat(client.click().exitCode()).isEqualTo(3);

        theNextHonestUpdateSucceeds();
    }

    /** FS13 */
    @ParameterizedTest
    @ValueSource(strings = {"state/receipt", "state/last-check", "state/java.options"})
    void a_file_of_the_launchers_own_that_was_deleted_or_edited_is_made_again(String name) throws IOException {
        Path file = client.home().resolve(name);
        byte[] whole = Files.readAllBytes(file);
        whole[whole.length / 2] ^= 1;
        if (!name.endsWith("java.options")) {
            Files.write(file, whole);
            client.click().expect(0);
            Files.delete(file);
            client.click().expect(0);
        } else {
            Files.delete(file);
            client.launcher("repair", "--silent").expect(0);
        }
        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
        theNextHonestUpdateSucceeds();
    }

    /** FS13, MT9, MT10 */
    @Test
    void a_clock_two_years_ahead_stops_updates_but_no_start_and_leaves_no_mark() {
        assertThat(withClock("+800d", "bin/start").expect(0).out()).contains("APP 1 UP");
        offerSecondRelease("optional");

        assertThat(withClock("+800d", "bin/launcher", "update", "--silent").exitCode())
                .isEqualTo(6);
        assertThat(client.files()).contains("old.txt");

        client.launcher("update", "--silent").expect(0);
        assertThat(client.click().expect(0).out()).contains("APP 2 UP");
    }

    /** FS13: dates are judged by the highest time ever seen, so nothing expired comes to life. */
    @Test
    void a_clock_two_years_behind_neither_stops_a_start_nor_an_update() {
        assertThat(withClock("-800d", "bin/start").expect(0).out()).contains("APP 1 UP");
        offerSecondRelease("required");

        withClock("-800d", "bin/launcher", "update", "--silent").expect(0);

        assertThat(client.click().expect(0).out()).contains("APP 2 UP");
    }

    private Command.Result withClock(String shift, String program, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("faketime", "-f", shift, client.home().resolve(program).toString()));
        command.addAll(List.of(arguments));
        return Command.run(command);
    }

    private void offerSecondRelease(String mode) {
        world.offer(2, mode);
    }

    private void theNextHonestUpdateSucceeds() {
        offerSecondRelease("required");
        client.launcher("update", "--silent").expect(0);
        assertThat(client.click().expect(0).out()).contains("APP 2 UP");
    }
}

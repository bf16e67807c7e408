package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the administrator set decides what a click does. */
class PolicyE2EIT extends OnAPc {
    /** A6 */
    @Test
    void no_to_a_required_update_quits_and_changes_nothing() {
        world.offer(2, "required", "--message-en", "Please update before the tax change.");

        Command.Result answer = client.clickOnTerminal("n\n");

        assertThat(answer.exitCode()).isEqualTo(4);
        assertThat(answer.all())
                .contains("Please update before the tax change.")
                .doesNotContain("UP");
        assertThat(client.files()).contains("old.txt");
    }

    /** A6 */
    @Test
    void an_optional_update_lets_the_application_start() {
        world.offer(2, "optional");

        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
    }

    /** A6, A30 */
    @Test
    void refused_starts_nothing_and_stays_in_force_without_a_server() {
        world.offer(2, "refused", "--message-en", "Closed until noon.");

        Command.Result refused = client.click();
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.all()).contains("Closed until noon.").doesNotContain("UP");

        world.site().stop();
        assertThat(client.click().exitCode()).isEqualTo(3);

        world.site().serve();
        world.offer(2, "optional");
        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
    }

    /** A34 */
    @Test
    void a_later_optional_release_does_not_hide_an_older_required_one() {
        world.offer(2, "required");
        world.release(3);
        world.offer(3, "optional");

        assertThat(client.clickOnTerminal("n\n").exitCode()).isEqualTo(4);
        assertThat(client.clickOnTerminal("y\n").expect(0).out()).contains("APP 3 UP");
    }

    /** A7, SA7 */
    @Test
    void forbidden_new_installs_send_nothing_to_a_new_pc_and_let_others_update() {
        world.offer(2, "required", "--new-installs", "no");
        Path fresh = temp.resolve("fresh");

        Command.Result refused = Command.run(world.installCommand(fresh));

        assertThat(refused.exitCode()).isEqualTo(9);
        assertThat(fresh.resolve("app/app.jar")).doesNotExist();
        assertThat(client.clickOnTerminal("y\n").expect(0).out()).contains("APP 2 UP");
    }

    /** A30 */
    @Test
    void without_a_server_the_installed_release_starts() {
        world.site().stop();

        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
        assertThat(client.launcher("update", "--silent").exitCode()).isEqualTo(5);
        assertThat(client.launcher("status").expect(0).out()).contains("1.0");
    }

    /** A30, A34 */
    @Test
    void a_required_update_that_is_known_stays_in_force_without_a_server() {
        world.offer(2, "required");
        assertThat(client.clickOnTerminal("n\n").exitCode()).isEqualTo(4);
        world.site().stop();

        assertThat(client.click().all()).doesNotContain("UP");

        world.site().serve();
        assertThat(client.clickOnTerminal("y\n").expect(0).out()).contains("APP 2 UP");
    }

    /** F5 */
    @Test
    void bad_input_is_one_clear_sentence() {
        Command.Result unknown = client.launcher("fly");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.all()).contains("fly").doesNotContain("\tat ").doesNotContain("Exception");

        assertThat(client.launcher("--help").expect(0).out()).contains("update", "repair", "uninstall");
        assertThat(Files.exists(client.home().resolve("app/app.jar"))).isTrue();
    }
}

package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the agent does for those who may not, and what there is without one. */
class AgentE2EIT extends OnAPcOfOthers {
    /** A6, A20, A24: the person is asked in his own terminal, the agent updates, the application starts as himself. */
    @Test
    void a_click_of_somebody_who_may_not_write_there_is_updated_by_the_agent() throws Exception {
        beginAgent();
        assertThat(asNobody("", start()).expect(0).out()).contains("APP 1 UP");
        world.offer(2, "required");

        Command.Result declined = asNobody("n\n", "script", "-qefc", start(), "/dev/null");
        assertThat(declined.exitCode()).as(declined.all()).isEqualTo(4);
        assertThat(client.launcher("status").out()).contains("1.0");

        Command.Result updated = asNobody("y\n", "script", "-qefc", start(), "/dev/null");
        assertThat(updated.expect(0).out()).contains("Release 2.0 is required", "APP 2 UP");
        assertThat(client.launcher("verify").expect(0).err()).isEmpty();
        assertThat(owners()).containsExactly(0);
        assertThat(asNobody("", start()).expect(0).all()).contains("APP 2 UP").doesNotContain("Release");
    }

    /** A22, F5 */
    @Test
    void the_commands_of_somebody_who_may_not_write_there_are_carried_out_by_the_agent() throws Exception {
        beginAgent();
        assertThat(asNobody("", commands(), "agent", "status").exitCode()).isZero();
        assertThat(asNobody("", commands(), "update").expect(0).out()).contains("1.0 is up to date");
        world.offer(2, "optional");

        assertThat(asNobody("", commands(), "update").expect(0).out()).contains("Updated to release 2.0");

        Files.writeString(client.file("lib/stable.bin"), "damaged");
        assertThat(asNobody("", commands(), "repair").expect(0).out()).contains("2.0 is complete again");
        Files.delete(client.home().resolve("state/java.options"));
        assertThat(asNobody("", start()).expect(0).out()).contains("APP 2 UP");
        assertThat(owners()).containsExactly(0);
    }

    /** A8, A9: an update is told in the name of who asked for it, which he does not say himself. */
    @Test
    void the_site_is_told_who_asked_for_an_update() throws Exception {
        beginAgent();
        world.offer(2, "optional");

        asNobody("", commands(), "update").expect(0);

        assertThat(client.home().resolve("state/log/launcher.log")).content().contains("nobody asks for UPDATE");
        String updates = updatesInConsole(world);
        for (int i = 0; i < 600 && !updates.contains("nobody"); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
            updates = updatesInConsole(world);
        }
        assertThat(updates).contains("nobody");
    }

    private static String updatesInConsole(World world) throws Exception {
        HttpRequest page = HttpRequest.newBuilder(world.site().address().resolve("console/updates"))
                .header("Accept-Language", "en")
                .build();
        return HttpClient.newHttpClient()
                .send(page, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** A30, F5: who has no right, and no agent, is told so in one sentence; what is installed starts where it may. */
    @Test
    void without_an_agent_one_sentence_says_what_is_missing() throws Exception {
        Command.Result status = asNobody("", commands(), "agent", "status");
        Command.Result update = asNobody("", commands(), "update", "--silent");

        assertThat(update.exitCode()).isEqualTo(NO_AGENT);
        assertThat(update.err())
                .contains("You have no right to change " + client.home(), "no agent")
                .hasLineCount(1);
        assertThat(status.exitCode()).isEqualTo(NO_AGENT);
        world.offer(2, "optional");
        assertThat(asNobody("", start()).expect(0).out()).contains("APP 1 UP");
        Files.delete(client.file("app.jar"));

        Command.Result damaged = asNobody("", start());

        assertThat(damaged.exitCode()).as(damaged.all()).isEqualTo(NO_AGENT);
        assertThat(damaged.err()).contains("You have no right to change").hasLineCount(1);
    }

    /** An agent must not run with root's rights what others can put there. */
    @Test
    void an_installation_that_others_may_change_gets_no_agent() throws Exception {
        Files.setPosixFilePermissions(client.home().resolve("launcher"), PosixFilePermissions.fromString("rwxrwxrwx"));

        Command.Result refused = client.launcher("agent", "serve");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains(
                        "others than its own account",
                        client.home().resolve("launcher").toString());
    }
}

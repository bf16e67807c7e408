package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample that is no Java, as its users use it. */
class HandoverE2EIT {
    private static final long PATIENCE_MINUTES = 5;
    private static final Path SAMPLE = Product.ROOT.resolve("samples/handover");

    @TempDir
    static Path shared;

    private static Vendor vendor;
    private static Site site;
    private static int channels;

    @TempDir
    Path temp;

    private String channel;
    private Client client;

    @BeforeAll
    static void a_site_serves_two_releases() throws IOException {
        vendor = Vendor.init(shared.resolve("vendor"), "handover");
        publish("1.0");
        site = Site.init(shared.resolve("site"), vendor);
        site.importFrom(vendor);
        publish("2.0");
        site.importFrom(vendor);
        Path settings = site.folder().resolve("manifest-server.properties");
        Files.writeString(
                settings, Files.readString(settings).replaceAll("(?m)^#?\\s*transfersAtOnce=.*$", "transfersAtOnce=1"));
        site.serve();
    }

    @AfterAll
    static void the_server_ends() {
        site.close();
    }

    @BeforeEach
    void the_first_release_is_installed() {
        channels++;
        channel = "T" + channels;
        offer("1.0", "optional");
        Path home = temp.resolve("home");
        Command.run(Client.installCommand(home, "handover", channel, site, vendor))
                .expect(0);
        client = new Client(home, "handover");
    }

    private void offer(String version, String mode, String... more) {
        site.offerOn(channel, "handover", version, mode, more);
    }

    private static void publish(String version) throws IOException {
        Path release = shared.resolve("release-" + version);
        World.copy(SAMPLE.resolve("release"), release);
        Files.writeString(release.resolve("version.txt"), version + "\n");
        vendor.publish("handover", version, "linux-x64", release, SAMPLE.resolve("release.json"));
    }

    private Command.Result click(String typed) {
        return Command.run(List.of(client.home().resolve("bin/start").toString()), Map.of(), typed);
    }

    /** A6: notice, "update me and start me again"; A35: the user's notes stay. */
    @Test
    void it_shows_the_notice_and_is_updated_and_started_again_when_its_user_wants_that() throws IOException {
        assertThat(click("Mrs. Sato slept well.\nq\n").expect(0).out())
                .contains("Handover board 1.0")
                .doesNotContain("is there");
        offer("2.0", "optional", "--message-en", "Now with colours.");

        Command.Result updated = click("u\n");

        assertThat(updated.expect(0).out())
                .contains("Release 2.0 is there.", "Now with colours.", "Handover board 2.0")
                .contains("Mrs. Sato slept well.");
    }

    /** A20, A26: the process that a click has for an update is killed in the middle of it; the click itself goes on. */
    @Test
    void an_update_whose_process_is_killed_is_finished_by_the_click() throws Exception {
        offer("2.0", "required");
        Path said = temp.resolve("said");
        ProcessBuilder click = new ProcessBuilder(
                        client.home().resolve("bin/start").toString())
                .redirectOutput(said.toFile())
                .redirectErrorStream(true);
        click.environment().put("QUICKCARE_SILENT", "1");
        Process running;
        // The only place is another PC's: however busy the machine is, the update is not over before it is killed.
        try (Place others = Place.taken(site)) {
            running = click.start();
            others.awaitOthers(1);
            updateOf(running).destroyForcibly();
        }

        try (Writer typed = running.outputWriter()) {
            typed.write("q\n");
        }
        ended(running, said);
        assertThat(said).content().contains("Handover board 2.0");
        assertThat(client.launcher("verify").exitCode()).isZero();
    }

    private static ProcessHandle updateOf(Process click) {
        return click.descendants()
                .filter(each -> each.info().commandLine().orElse("").contains("for-click"))
                .findFirst()
                .orElseThrow();
    }

    private static void ended(Process program, Path said) throws Exception {
        boolean ended = program.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
        assertThat(ended).as(Files.readString(said)).isTrue();
        assertThat(program.exitValue()).as(Files.readString(said)).isZero();
    }

    /** A24: one command brings the release and starts it. */
    @Test
    void the_command_that_updates_it_also_starts_it_when_asked_to() {
        offer("2.0", "optional");
        String launcher = client.home().resolve("bin/launcher").toString();

        Command.Result updated =
                Command.runUntil(List.of(launcher, "update", "--silent", "--start"), "q\n", "Handover board 2.0");

        assertThat(updated.expect(0).out()).contains("Handover board 2.0");
    }

    /** A33: it says itself that it has come up, so it is not held back until its time is over. */
    @Test
    void it_says_that_it_is_well_and_is_proven_from_then_on() throws IOException {
        offer("2.0", "required");
        client.launcher("update", "--silent").expect(0);

        assertThat(click("q\n").expect(0).out()).contains("Handover board 2.0");

        assertThat(Files.readString(client.home().resolve("state/trial"))).contains("failing=\n");
    }

    /** A25: asked to close, it does; the update that waited for it goes on. */
    @Test
    void it_closes_when_somebody_asks_for_that_because_of_an_update() throws Exception {
        offer("2.0", "optional");
        Path said = Files.createFile(temp.resolve("said"));
        Process running = new ProcessBuilder(client.home().resolve("bin/start").toString())
                .redirectOutput(said.toFile())
                .redirectErrorStream(true)
                .start();
        try (Screen screen = Screen.open()) {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
            while (!Files.readString(said).contains("1.0")) {
                assertThat(System.nanoTime()).as("it does not come up").isLessThan(end);
                TimeUnit.MILLISECONDS.sleep(50);
            }
            var update = screen.launcher(client, "update", "--window");
            screen.see("An update is there")
                    .press("alt+s")
                    .see("Please close these programs first")
                    .press("alt+a")
                    .see("Updated")
                    .press("Return");

            assertThat(update.get().exitCode()).isZero();
            ended(running, said);
            assertThat(said).content().contains("Closing for an update.");
        } finally {
            running.destroy();
        }
    }
}

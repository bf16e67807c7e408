package jp.quickcare.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.quickcare.server.testing.FreePort;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A1: the packaged server as a service of a machine that the real systemd runs. */
class ServiceIT {
    private static final Path PROGRAM =
            Path.of("target/package/manifest-server").toAbsolutePath();

    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    private Path units = Path.of("");
    private Path site = Path.of("");
    private URI address = URI.create("http://localhost/");

    @BeforeEach
    void a_site_and_a_machine() throws IOException {
        units = Files.createDirectory(temp.resolve("units"));
        site = new World(temp).initVendor().initSite().site();
        int port = FreePort.choose();
        Files.writeString(site.resolve("manifest-server.properties"), "port=" + port + "\nbind=127.0.0.1\n");
        address = URI.create("http://127.0.0.1:" + port + "/");
    }

    private Machine on() throws IOException, InterruptedException {
        return Machine.on(units, temp);
    }

    private static Machine.Ended service(Machine machine, Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), "service"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return machine.command(command);
    }

    /** A1 */
    @Test
    void it_is_installed_started_asked_for_its_state_stopped_and_removed() throws Exception {
        try (Machine machine = on()) {
            assertThat(service(machine, "status"))
                    .isEqualTo(new Machine.Ended(4, "The service quickcare-server is not installed.\n"));
            assertThat(service(machine, "install", "--dir", site).output()).contains("it starts with the computer");
            assertThat(service(machine, "status").exitCode()).isEqualTo(3);

            Machine.Ended started = service(machine, "start");

            assertThat(started.output()).isEqualTo("The service quickcare-server answers at " + address + "\n");
            assertThat(started.exitCode()).isZero();
            awaitAnswer();
            Machine.Ended status = service(machine, "status");
            assertThat(status.output()).contains("runs since").contains("It answers at " + address);
            assertThat(status.exitCode()).isZero();

            assertThat(service(machine, "stop").exitCode()).isZero();
            assertThat(LocalServer.answers(address)).isFalse();
            Machine.Ended stopped = service(machine, "status");
            assertThat(stopped.output()).contains("is stopped").contains("with the computer");
            assertThat(stopped.exitCode()).isEqualTo(3);

            assertThat(service(machine, "uninstall").exitCode()).isZero();
            assertThat(service(machine, "status").exitCode()).isEqualTo(4);
            assertThat(site).isDirectoryContaining(file -> file.endsWith("manifest-server.properties"));
        }
        assertThat(units).isEmptyDirectory();
    }

    /** A1 */
    @Test
    void it_comes_up_with_the_computer_after_a_power_cut() throws Exception {
        try (Machine machine = on()) {
            assertThat(service(machine, "install", "--dir", site).exitCode()).isZero();
        }
        try (Machine machine = on()) {
            awaitAnswer();
            assertThat(service(machine, "status").exitCode()).isZero();
        }
    }

    /** A1 */
    @Test
    void one_that_is_set_to_start_by_hand_does_not_come_up_with_the_computer() throws Exception {
        try (Machine machine = on()) {
            assertThat(service(machine, "install", "--dir", site, "--manual").exitCode())
                    .isZero();
        }
        try (Machine machine = on()) {
            Machine.Ended status = service(machine, "status");
            assertThat(status.output()).contains("is stopped").contains("by hand only");
            assertThat(status.exitCode()).isEqualTo(3);
            assertThat(service(machine, "start").exitCode()).isZero();
        }
    }

    /** A1 */
    @Test
    void one_that_is_killed_comes_back_by_itself() throws Exception {
        try (Machine machine = on()) {
            service(machine, "install", "--dir", site);
            assertThat(service(machine, "start").exitCode()).isZero();

            String first = mainProcess(machine);
            machine.command(List.of("systemctl", "kill", "--signal=KILL", "quickcare-server"));

            awaitAnother(machine, first);
            awaitAnswer();
        }
    }

    /** A1: from the console, which needs no rights over the machine's services for it */
    @Test
    void it_is_restarted_and_stopped_from_the_console() throws Exception {
        try (Machine machine = on()) {
            service(machine, "install", "--dir", site);
            assertThat(service(machine, "start").exitCode()).isZero();
            String first = mainProcess(machine);

            assertThat(inConsole("restart")).contains("The server restarts.");

            awaitAnother(machine, first);
            awaitAnswer();
            assertThat(inConsole("stop")).contains("The server stops.");
            Machine.Ended status = service(machine, "status");
            for (int i = 0; i < 600 && status.exitCode() == 0; i++) {
                Thread.sleep(100);
                status = service(machine, "status");
            }
            assertThat(status.output()).contains("is stopped");
        }
    }

    /** A busy systemd may not answer; that is not another process. */
    private static String mainProcess(Machine machine) throws Exception {
        Machine.Ended shown = show(machine);
        for (int i = 0; i < 100 && shown.exitCode() != 0; i++) {
            shown = show(machine);
        }
        assertThat(shown.exitCode()).as(shown.output()).isZero();
        return shown.output();
    }

    private static Machine.Ended show(Machine machine) throws Exception {
        return machine.command(List.of("systemctl", "show", "--property=ExecMainPID", "quickcare-server"));
    }

    private static void awaitAnother(Machine machine, String process) throws Exception {
        for (int i = 0; i < 1_200 && mainProcess(machine).equals(process); i++) {
            Thread.sleep(100);
        }
        assertThat(mainProcess(machine)).isNotEqualTo(process);
    }

    private String inConsole(String what) throws Exception {
        HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        String page = browser.send(
                        HttpRequest.newBuilder(address.resolve("console/settings"))
                                .header("Accept-Language", "en")
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        assertThat(page).contains("quickcare-server", "with the computer");
        Matcher token = Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(page);
        assertThat(token.find()).isTrue();
        return browser.send(
                        HttpRequest.newBuilder(address.resolve("console/service"))
                                .header("Accept-Language", "en")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("do=" + what + "&token="
                                        + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** A1, A2, F5 */
    @Test
    void one_whose_port_is_taken_says_so_when_it_is_started() throws Exception {
        try (Machine machine = on();
                ServerSocket taken =
                        new ServerSocket(address.getPort(), 1, java.net.InetAddress.getLoopbackAddress())) {
            service(machine, "install", "--dir", site);

            Machine.Ended started = service(machine, "start");

            assertThat(taken.isBound()).isTrue();
            assertThat(started.exitCode()).isEqualTo(2);
            assertThat(started.output())
                    .contains("does not come up (exit code 15)")
                    .doesNotContain("Exception");
            assertThat(started.output().lines()).hasSize(1);
        }
    }

    /** F5 */
    @Test
    void a_unit_of_somebody_elses_is_never_overwritten_and_a_service_that_is_not_there_is_said_to_be_so()
            throws Exception {
        Path others = units.resolve("quickcare-server.service");
        Files.writeString(others, "[Service]\nExecStart=/bin/true\n");
        try (Machine machine = on()) {
            Machine.Ended ended = service(machine, "install", "--dir", site);
            assertThat(ended.exitCode()).isEqualTo(2);
            assertThat(ended.output()).contains("choose another name with --name");
            assertThat(others).hasContent("[Service]\nExecStart=/bin/true\n");

            Machine.Ended none = service(machine, "start", "--name", "another");
            assertThat(none.exitCode()).isEqualTo(2);
            assertThat(none.output()).contains("There is no service \"another\"");
        }
    }

    private void awaitAnswer() throws InterruptedException {
        boolean answers = false;
        for (int i = 0; i < 1_200 && !answers; i++) {
            Thread.sleep(100);
            answers = LocalServer.answers(address);
        }
        assertThat(answers).as("the server answers at %s", address).isTrue();
    }
}

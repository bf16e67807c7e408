package jp.quickcare.launcher.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.click.TestHome.Ran;
import jp.quickcare.launcher.policy.LastCheck.Decision;
import jp.quickcare.launcher.receipt.PinnedManifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clicks: real processes of {@code bin/start} in a folder whose name has spaces, quotes and Japanese in it. */
class ClickIT {
    private static final String OTHER = "b".repeat(64);

    @TempDir
    Path temporary;

    private TestHome installation;
    private DeafPort deaf;

    @BeforeEach
    void make_a_home() throws Exception {
        installation = new TestHome(temporary.resolve("Quick Care 介護 'x'"));
        deaf = new DeafPort();
    }

    @AfterEach
    void somebody_else_may_have_the_port() throws Exception {
        deaf.close();
    }

    private PinnedManifest install(String... orders) throws Exception {
        return installation.installInProcess("1.0", List.of(orders), TestHome.lives(1));
    }

    private void upToDate(PinnedManifest release) throws IOException {
        installation.lastCheck(
                Decision.UP_TO_DATE, false, "", 0, release.sha256().hex());
    }

    private String slowPath() throws IOException {
        return Files.exists(installation.slowLog()) ? Files.readString(installation.slowLog()) : "";
    }

    private String deadServer() {
        return "http://localhost:" + deaf.number() + "/";
    }

    /** A20 */
    @Test
    void with_nothing_to_update_the_application_runs_in_this_jvm_as_in_a_plain_start() throws Exception {
        upToDate(install("from release"));
        try (TestServer server = new TestServer(TestServer.UNCHANGED)) {
            installation.server(server.base());
            Path loaded = temporary.resolve("loaded");
            Ran ran = installation.start(
                    Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded), "exit=7", "never");
            assertThat(ran.report())
                    .contains("loader=true", "context=true", "thread=main", "link=true")
                    .contains("option=a b\\c#\"d\"日本\n")
                    .contains("arguments=[from release, exit=7, never]");
            assertThat(ran.code()).isEqualTo(7);
            assertThat(slowPath()).isEmpty();
            assertThat(Files.readString(loaded))
                    .contains("jp.quickcare.launcher.click.Click")
                    .doesNotContain(
                            "com.fasterxml",
                            "org.apache",
                            "ch.qos.logback",
                            "org.slf4j",
                            "com.sun.jna",
                            "javax.swing",
                            "java.awt",
                            "picocli",
                            "java.util.regex.Pattern$",
                            "sun.net.www.http",
                            "jp.quickcare.launcher.update",
                            "jp.quickcare.launcher.presence",
                            "jp.quickcare.launcher.click.BehindWork",
                            "jp.quickcare.manifest.json",
                            "sun.security.provider.SHA2");
        }
    }

    /** A6, A8: the presence begins behind the running application, in its JVM, and hears that something is new. */
    @Test
    void what_becomes_new_while_the_application_runs_is_announced_to_it() throws Exception {
        upToDate(install("notice"));
        installation.script("check=ok\nnotice=2.0\n");
        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        site.createContext("/", exchange -> {
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
        });
        site.createContext("/v1/presence", exchange -> {
            byte[] news = "{\"siteTimestamp\":\"newer\",\"waitSeconds\":30}".getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, news.length);
            exchange.getResponseBody().write(news);
            exchange.close();
        });
        site.start();
        try {
            installation.server("http://localhost:" + site.getAddress().getPort() + "/");
            Ran ran = installation.start();
            assertThat(ran.report()).contains("notice=2.0/new", "heard=true");
            assertThat(slowPath()).isEqualTo("check\n");
        } finally {
            site.stop(0);
        }
    }

    /** A20 */
    @Test
    void what_the_application_throws_ends_it_as_in_a_plain_start() throws Exception {
        upToDate(install("throw"));
        try (TestServer server = new TestServer(TestServer.UNCHANGED)) {
            installation.server(server.base());
            Ran ran = installation.start();
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.out()).contains("Exception in thread \"main\" java.lang.IllegalStateException: as ordered");
        }
    }

    /** A30 */
    @Test
    void with_a_dead_server_the_installed_release_starts_and_the_check_goes_on_behind_it() throws Exception {
        upToDate(install("notice"));
        installation.server(deadServer());
        installation.script("check=ok\nnotice=2.0\n");
        Ran ran = installation.start();
        assertThat(ran.code()).isZero();
        assertThat(slowPath()).isEqualTo("check\n");
        assertThat(ran.report()).contains("notice=2.0/new", "heard=true");
    }

    /** A32: the check behind the application never ends here, so a start at all shows that nobody waits for it. */
    @Test
    void with_a_server_that_never_answers_the_installed_release_starts_after_a_second() throws Exception {
        upToDate(install());
        installation.script("check=hang\n");
        try (TestServer server = new TestServer("")) {
            installation.server(server.base(), 1_000);
            long millis = millisToTheFirstStatement();
            // A machine that was busy with other things for seconds is given another chance to be quick.
            for (int i = 0; i < 3 && millis > 6_000; i++) {
                Files.delete(installation.report());
                millis = millisToTheFirstStatement();
            }
            assertThat(millis).isBetween(900L, 6_000L);
        }
    }

    private long millisToTheFirstStatement() throws Exception {
        long begin = System.currentTimeMillis();
        Ran ran = installation.start();
        assertThat(ran.code()).isZero();
        return first(ran) - begin;
    }

    /** A32 */
    @Test
    void a_server_that_has_news_but_then_hangs_does_not_hold_the_user_up() throws Exception {
        upToDate(install());
        installation.script("check=hang\n");
        try (TestServer server = new TestServer(TestServer.CHANGED)) {
            installation.server(server.base());
            Ran ran = installation.start();
            assertThat(ran.code()).isZero();
            assertThat(slowPath()).isEqualTo("check\n");
        }
    }

    private static long first(Ran ran) {
        String line = ran.report()
                .lines()
                .filter(found -> found.startsWith("first="))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.substring("first=".length()));
    }

    /** A6, A30, A32 */
    @Test
    void a_refusal_in_force_stops_a_start_without_a_server() throws Exception {
        PinnedManifest release = install();
        installation.lastCheck(Decision.REFUSED, false, "", 0, release.sha256().hex());
        installation.server(deadServer());
        installation.script("carryOut=stop=3\n");
        Ran ran = installation.start();
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.report()).isEmpty();
        assertThat(slowPath()).isEqualTo("carryOut accepted=false\n");
    }

    /** A6, A32, A34 */
    @Test
    void a_required_update_already_known_stops_a_start_without_a_server() throws Exception {
        PinnedManifest release = install();
        installation.lastCheck(
                Decision.OFFERED, false, OTHER, 2, release.sha256().hex());
        installation.server(deadServer());
        installation.script("carryOut=stop=5\n");
        Ran ran = installation.start();
        assertThat(ran.code()).isEqualTo(5);
        assertThat(ran.report()).isEmpty();
    }

    /** A6 */
    @Test
    void news_that_require_something_are_acted_on_before_the_start() throws Exception {
        upToDate(install());
        installation.script("check=act\ncarryOut=start\n");
        try (TestServer server = new TestServer(TestServer.CHANGED)) {
            installation.server(server.base());
            Ran ran = installation.start();
            assertThat(ran.code()).isZero();
            assertThat(ran.report()).contains("end");
            assertThat(slowPath()).isEqualTo("check\ncarryOut accepted=false\n");
        }
    }

    /** A6, A25: as on Windows, where no file may be renamed that Java has open for its class path. */
    @Test
    void a_clicked_program_with_the_applications_jars_on_its_class_path_hands_an_update_over() throws Exception {
        upToDate(install());
        installation.script("check=act\ncarryOut=start\n");
        Path told = temporary.resolve("told");
        Path program = Files.writeString(temporary.resolve("QuickCare.exe"), """
                #!/bin/sh
                echo "${QUICKCARE_AFTER#* }|$*" > "%s"
                """.formatted(told));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        try (TestServer server = new TestServer(TestServer.CHANGED)) {
            installation.server(server.base());
            Ran ran = installation.start(Map.of("JDK_JAVA_OPTIONS", "-Dquickcare.program=" + program), "a", "b");
            assertThat(ran.code()).isZero();
            assertThat(ran.report()).isEmpty();
            assertThat(slowPath()).isEqualTo("check\n");
            assertThat(told).hasContent("handed|a b");
        }
    }

    /** A6: the same, from the side that it is handed over to. */
    @Test
    void a_click_that_was_handed_over_acts_at_once_and_starts_the_application_beside_it() throws Exception {
        upToDate(install());
        installation.script("carryOut=start\n");
        Ran ran = installation.start(Map.of("JDK_JAVA_OPTIONS", "-Dquickcare.handed=true"), "exit=4");
        assertThat(ran.code()).isEqualTo(4);
        assertThat(slowPath()).isEqualTo("carryOut accepted=false\n");
    }

    /** A26 */
    @Test
    void a_change_cut_short_is_finished_before_anything_else() throws Exception {
        upToDate(install());
        Files.createFile(installation.home().journal());
        installation.script("carryOut=stop=7\n");
        try (TestServer server = new TestServer(TestServer.UNCHANGED)) {
            installation.server(server.base());
            assertThat(installation.start().code()).isEqualTo(7);
            assertThat(slowPath()).isEqualTo("carryOut accepted=false\n");
        }
    }

    /** A6 */
    @Test
    void a_notice_known_from_the_last_check_is_there_from_the_first_statement() throws Exception {
        PinnedManifest release = install("notice");
        installation.lastCheck(
                Decision.OFFERED, false, OTHER, 0, release.sha256().hex());
        try (TestServer server = new TestServer(TestServer.UNCHANGED)) {
            installation.server(server.base());
            assertThat(installation.start().report()).contains("notice=2.0/please");
            assertThat(slowPath()).isEmpty();
        }
    }

    /** A6: a click on the notice closes the application, updates and starts it again. */
    @Test
    void an_application_in_this_jvm_can_ask_to_be_updated_and_started_again() throws Exception {
        upToDate(install("update-once"));
        try (TestServer server = new TestServer(TestServer.UNCHANGED)) {
            installation.server(server.base());
            Ran ran = installation.start();
            assertThat(ran.code()).isZero();
            assertThat(ran.report()).containsOnlyOnce("updating").contains("end");
            assertThat(slowPath()).isEqualTo("carryOut accepted=true\n");
        }
    }

    /** A6 */
    @Test
    void an_application_in_a_process_of_its_own_has_notices_updates_and_its_exit_code_passed_on() throws Exception {
        PinnedManifest release =
                installation.install("1.0", 1, true, List.of("update-once", "notice"), TestHome.lives(1));
        installation.lastCheck(
                Decision.OFFERED, false, OTHER, 0, release.sha256().hex());
        try (TestServer server = new TestServer(TestServer.UNCHANGED)) {
            installation.server(server.base());
            Ran ran = installation.start("exit=9");
            assertThat(ran.report()).contains("link=true", "option=a b\\c#\"d\"日本", "notice=2.0/please");
            assertThat(ran.report()).containsOnlyOnce("updating");
            assertThat(ran.code()).isEqualTo(9);
            assertThat(slowPath()).isEqualTo("carryOut accepted=true\n");
            assertThat(installation.home().state().resolve("run")).isEmptyDirectory();
        }
    }

    /** A20, A30: as for a user who may not write to the program folder, or where its disk is full or read-only. */
    @Test
    void where_nothing_can_be_written_to_the_installation_what_is_installed_starts_all_the_same() throws Exception {
        Files.writeString(installation.home().state().resolve("run"), "no folder can be made here");
        a_program_that_is_not_java_is_started_with_its_arguments_and_files();
    }

    /** A20, A6 */
    @Test
    void a_program_that_is_not_java_is_started_with_its_arguments_and_files() throws Exception {
        PinnedManifest release = program("""
                echo "$1|$2" > "$QUICKCARE_TEST_REPORT"
                cat "$QUICKCARE_NOTICE_FILE" >> "$QUICKCARE_TEST_REPORT"
                : > "$QUICKCARE_WELL_FILE"
                exit 5
                """);
        installation.lastCheck(
                Decision.OFFERED, false, OTHER, 0, release.sha256().hex());
        try (TestServer server = new TestServer(TestServer.UNCHANGED)) {
            installation.server(server.base());
            Ran ran = installation.start(
                    Map.of("QUICKCARE_TEST_REPORT", installation.report().toString()), "user's");
            assertThat(ran.report()).isEqualTo("own arg|user's\n2.0\nplease\n");
            assertThat(ran.code()).isEqualTo(5);
        }
    }

    private PinnedManifest program(String body) throws Exception {
        Path command = Files.writeString(installation.home().app().resolve("run it"), "#!/bin/sh\n" + body);
        assertThat(command.toFile().setExecutable(true)).isTrue();
        return installation.record(
                "1.0",
                1,
                new jp.quickcare.manifest.release.LaunchSpec.Program(
                        jp.quickcare.manifest.release.SafePath.of("run it"), List.of("own arg"), TestHome.lives(1)));
    }

    /** F5 */
    @Test
    void an_application_that_cannot_be_started_is_one_sentence() throws Exception {
        PinnedManifest release = program("exit 0\n");
        assertThat(installation.home().app().resolve("run it").toFile().setExecutable(false))
                .isTrue();
        upToDate(release);
        try (TestServer server = new TestServer(TestServer.UNCHANGED)) {
            installation.server(server.base());
            Ran ran = installation.start();
            assertThat(ran.code()).isEqualTo(12);
            assertThat(ran.out().lines()).hasSize(1);
            assertThat(ran.out()).contains("could not be started");
        }
    }

    /** FS11 */
    @Test
    void two_clicks_at_once_both_start_and_alarm_nobody() throws Exception {
        upToDate(install());
        try (TestServer server = new TestServer(TestServer.UNCHANGED)) {
            installation.server(server.base());
            Process first = installation.begin(Map.of());
            Process second = installation.begin(Map.of());
            assertThat(first.waitFor(TestHome.LONG_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(second.waitFor(TestHome.LONG_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(first.exitValue()).isZero();
            assertThat(second.exitValue()).isZero();
            assertThat(Files.readString(installation.report()).lines().filter("end"::equals))
                    .hasSize(2);
        }
    }

    /** A26: the options on disk may still be those of the release before, or an update has just changed them. */
    @Test
    void a_jvm_started_with_the_options_of_another_release_lets_a_new_one_take_over() throws Exception {
        PinnedManifest release = install("exit=11");
        upToDate(release);
        Path options = installation.home().javaOptions();
        Files.writeString(
                options, Files.readString(options).replace(release.sha256().hex(), OTHER));
        try (TestServer server = new TestServer(TestServer.UNCHANGED)) {
            installation.server(server.base());
            Path pids = temporary.resolve("pids");
            Ran ran = installation.start(Map.of("JDK_JAVA_OPTIONS", "-Xlog:os:file=" + pids + "-%p"));
            assertThat(ran.code()).isEqualTo(11);
            try (var jvms = Files.list(temporary)) {
                assertThat(jvms.filter(file -> file.getFileName().toString().startsWith("pids-")))
                        .hasSize(2);
            }
        }
    }

    /** A26: killed between the swap and the writing of the options. */
    @Test
    void a_launch_note_of_another_release_is_written_anew_from_the_kept_manifest() throws Exception {
        upToDate(install());
        Path note = installation.home().state().resolve("launch");
        Files.writeString(note, Files.readString(note).replaceFirst("release=.*", "release=" + OTHER));
        try (TestServer server = new TestServer(TestServer.UNCHANGED)) {
            installation.server(server.base());
            Ran ran = installation.start();
            assertThat(ran.code()).isZero();
            assertThat(ran.report()).contains("end");
            assertThat(slowPath()).isEmpty();
        }
    }

    /** The setting {@code java}: another Java than the one that installs. */
    @Test
    void the_java_that_is_set_starts_the_application() throws Exception {
        Path java = temporary.resolve("other java");
        Files.writeString(java, "#!/bin/sh\nexec '" + System.getProperty("java.home") + "/bin/java' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        installation.server(deadServer());
        Files.writeString(
                installation.home().settings(),
                Files.readString(installation.home().settings()) + "java=" + java + "\n");
        install();
        assertThat(Files.readString(temporary.resolve("Quick Care 介護 'x'/bin/start")))
                .contains("exec '" + java + "'");
        assertThat(installation.start().code()).isZero();
    }
}

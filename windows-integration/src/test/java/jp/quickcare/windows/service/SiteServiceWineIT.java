package jp.quickcare.windows.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Winsvc;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import jp.quickcare.server.cli.ServerCommandLine;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.service.LocalServer;
import jp.quickcare.server.service.ServiceDefinition;
import jp.quickcare.server.service.ServiceState.Running;
import jp.quickcare.server.service.SystemService;
import jp.quickcare.windows.OnWindows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SPEC A1, A9, A11: a whole site, with its database and its console, as a service of Windows. */
@OnWindows
class SiteServiceWineIT {
    private static final String NAME = "quickcare-site";
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");
    private static final String REPORT = """
            {"client":{"id":"00000000-0000-4000-8000-000000000007","pc":"PC-07","user":"tanaka","app":"qc","channel":"QC",\
            "platform":"win-x64","launcher":"1.0.0"},"reports":[{"update":"00000000-0000-4000-8000-000000000001","seq":0,\
            "time":"2026-11-21T05:00:00Z","step":"update-started","mode":"full","release":"1.2.0"}]}""";

    @TempDir
    private Path folder;

    private final SystemService services = new WindowsServices();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void gone() throws Exception {
        if (services.state(NAME).running() != Running.NOT_INSTALLED) {
            services.uninstall(NAME);
        }
    }

    /** A1, A9, A10, A11, F1: what it was told by a PC is in its console, also after it was stopped and started */
    @Test
    void a_whole_site_runs_as_a_service_and_remembers() throws Exception {
        Path site = site();
        services.install(definition(site));

        URI first = started(site);
        assertThat(report(first)).isEqualTo(204);
        assertThat(page(first, "console/log")).contains("PC-07", "全体更新を開始しました。リリース: 1.2.0");
        assertThat(page(first, "console/settings")).contains(NAME);
        services.stop(NAME);
        assertThat(LocalServer.answers(first)).isFalse();

        URI second = started(site);
        assertThat(page(second, "console/log")).contains("PC-07");
        assertThat(page(second, "console")).contains("1台");
        assertThat(services.state(NAME).running()).isEqualTo(Running.RUNNING);
        services.stop(NAME);

        assertThat(services.state(NAME).running()).isEqualTo(Running.STOPPED);
        assertThat(Files.readString(ServiceLog.in(site))).doesNotContain("Exception", "ERROR");
    }

    /** A1, F5: whom Windows refuses something is told what to do, in one sentence */
    @Test
    void refused_rights_are_told() throws Exception {
        services.install(definition(site()));
        try (ServiceControl looking = ServiceControl.open(NAME, Winsvc.SERVICE_QUERY_STATUS)) {
            assertThatThrownBy(() -> looking.call(0, Advapi32.INSTANCE::DeleteService))
                    .isInstanceOfSatisfying(ServerFailure.class, refused -> {
                        assertThat(refused.code()).isEqualTo(FailureCode.DISK);
                        assertThat(refused.sentence(Locale.ENGLISH))
                                .contains("Windows refused it for the service " + NAME, "Run as administrator");
                        assertThat(refused.sentence(Locale.JAPANESE)).contains("管理者として実行");
                    });
        }
        assertThat(services.state(NAME).running()).isEqualTo(Running.STOPPED);
    }

    private Path site() throws Exception {
        Path vendor = folder.resolve("vendor");
        Path site = folder.resolve("さくら 苑");
        run("init", "vendor", "--dir", vendor, "--app", "qc");
        run("init", "site", "--dir", site, "--vendor-root", vendor.resolve("repository/release/metadata/1.root.json"));
        Files.writeString(site.resolve("manifest-server.properties"), "port=0\nbind=127.0.0.1\nlanguage=ja\n");
        return site;
    }

    private static void run(Object... command) {
        String[] words = java.util.Arrays.stream(command).map(Object::toString).toArray(String[]::new);
        StringWriter said = new StringWriter();
        int code = ServerCommandLine.run(new PrintWriter(said, true), new PrintWriter(said, true), words);
        assertThat(code).as(said.toString()).isZero();
    }

    private static ServiceDefinition definition(Path site) {
        return new ServiceDefinition(
                NAME,
                Path.of("target", "server", "manifest-server.cmd").toAbsolutePath(),
                site,
                Path.of(System.getProperty("java.home")),
                Optional.empty(),
                true,
                Duration.ofSeconds(20));
    }

    /** Starts the service. @return where it answers, by its own messages, which follow those of its earlier starts */
    private URI started(Path site) throws Exception {
        int before = addresses(site).size();
        services.start(NAME);
        for (int tries = 0; tries < 1_800 && addresses(site).size() == before; tries++) {
            Thread.sleep(100);
        }
        List<String> told = addresses(site);
        assertThat(told).as("where it answers").hasSize(before + 1);
        return URI.create(told.get(before));
    }

    private static List<String> addresses(Path site) throws Exception {
        Path log = ServiceLog.in(site);
        // While it is being written a letter of Japanese may be there by half.
        String said = Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
        return ADDRESS.matcher(said).results().map(MatchResult::group).toList();
    }

    private int report(URI server) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(server.resolve("v1/reports"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(REPORT))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private String page(URI server, String path) throws Exception {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(server.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }
}

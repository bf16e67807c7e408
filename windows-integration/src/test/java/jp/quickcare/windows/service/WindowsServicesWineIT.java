package jp.quickcare.windows.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.WinReg;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.service.LocalServer;
import jp.quickcare.server.service.ServiceDefinition;
import jp.quickcare.server.service.ServiceState;
import jp.quickcare.server.service.ServiceState.Running;
import jp.quickcare.server.service.SystemService;
import jp.quickcare.windows.OnWindows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SPEC A1: "QuickCare Server" as a service of Windows. */
@OnWindows
class WindowsServicesWineIT {
    private static final String NAME = "quickcare-test";
    private static final String KEY = "SYSTEM\\CurrentControlSet\\Services\\" + NAME;

    @TempDir
    static Path folder;

    private static final int LARGE = 32 << 20;
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");

    private final SystemService services = new WindowsServices(MirrorService.class.getName());
    private Path site;

    @BeforeEach
    void site() throws Exception {
        site = Files.createDirectories(folder.resolve("さくら 苑"));
        Files.createDirectories(site.resolve("objects/ab"));
        Files.deleteIfExists(ServiceLog.in(site));
        Files.deleteIfExists(site.resolve("restart"));
    }

    @AfterEach
    void gone() throws Exception {
        if (services.state(NAME).running() != Running.NOT_INSTALLED) {
            services.uninstall(NAME);
        }
    }

    /** A1 */
    @Test
    void it_is_installed_started_answers_is_stopped_once_transfers_are_over_and_removed() throws Exception {
        services.install(definition(true));

        assertThat(services.state(NAME)).isEqualTo(new ServiceState(Running.STOPPED, true, Optional.of(site), ""));

        services.start(NAME);
        services.start(NAME);

        URI address = address();
        assertThat(LocalServer.answers(address)).isTrue();
        assertThat(services.state(NAME).running()).isEqualTo(Running.RUNNING);

        String object = "objects/ab/ab" + "0".repeat(62);
        Files.write(site.resolve(object), new byte[LARGE]);
        try (InputStream transfer = address.resolve(object).toURL().openStream()) {
            assertThat(transfer.read()).isZero();
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> stop());
            while (LocalServer.answers(address)) {
                Thread.sleep(50);
            }
            // Longer than between two words to Windows that it is still ending.
            Thread.sleep(3_000);
            assertThat(stopped).isNotDone();
            assertThat(services.state(NAME).running()).isEqualTo(Running.RUNNING);

            assertThat(transfer.readAllBytes()).hasSize(LARGE - 1);
            stopped.get(120, TimeUnit.SECONDS);
        }

        assertThat(services.state(NAME)).isEqualTo(new ServiceState(Running.STOPPED, true, Optional.of(site), ""));
        services.stop(NAME);

        services.uninstall(NAME);

        assertThat(services.state(NAME)).isEqualTo(ServiceState.NONE);
        assertThat(site).isDirectory();
    }

    private void stop() {
        try {
            services.stop(NAME);
        } catch (ServerFailure e) {
            throw new IllegalStateException(e.sentence(Locale.ENGLISH), e);
        }
    }

    /** A1: Windows is told of an error, upon which it starts the service again; Wine does not do that. */
    @Test
    void the_consoles_restart_ends_it_with_an_error_that_windows_keeps() throws Exception {
        services.install(definition(false));
        services.start(NAME);
        address();
        Files.createFile(site.resolve("restart"));
        while (services.state(NAME).running() == Running.RUNNING) {
            Thread.sleep(100);
        }

        assertThat(services.state(NAME))
                .isEqualTo(new ServiceState(Running.FAILED, false, Optional.of(site), "exit code 75"));
    }

    /** A1 */
    @Test
    void installed_once_more_it_is_changed_and_runs_with_its_name_and_description() throws Exception {
        services.install(definition(false));
        services.install(definition(true));

        assertThat(services.state(NAME).atBoot()).isTrue();
        assertThat(Advapi32Util.registryGetStringValue(WinReg.HKEY_LOCAL_MACHINE, KEY, "DisplayName"))
                .isEqualTo("QuickCare Server (quickcare-test)");
        assertThat(Advapi32Util.registryGetStringValue(WinReg.HKEY_LOCAL_MACHINE, KEY, "Description"))
                .contains(site.toString());
    }

    /** A1 */
    @Test
    void what_is_not_there_or_not_ours_is_left_alone_and_said_in_a_sentence() {
        assertThatThrownBy(() -> services.start("quickcare-none"))
                .isInstanceOfSatisfying(
                        ServerFailure.class,
                        failure -> assertThat(failure.sentence(Locale.ENGLISH))
                                .contains("There is no service \"quickcare-none\""));
        assertThatThrownBy(() -> services.uninstall("spooler"))
                .isInstanceOfSatisfying(
                        ServerFailure.class,
                        failure -> assertThat(failure.sentence(Locale.JAPANESE)).contains("spooler はこのサーバーのものではありません"));
    }

    /** A1 */
    @Test
    void the_servers_command_finds_it_on_windows() throws Exception {
        assertThat(SystemService.ofMachine()).isInstanceOf(WindowsServices.class);
    }

    /** As the service's own messages tell it. */
    private URI address() throws Exception {
        for (int tries = 0; tries < 1_200; tries++) {
            Path log = ServiceLog.in(site);
            // While it is being written a letter of Japanese may be there by half.
            Matcher told = ADDRESS.matcher(Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "");
            if (told.find()) {
                return URI.create(told.group());
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the service says no address");
    }

    private ServiceDefinition definition(boolean atBoot) throws IOException {
        return new ServiceDefinition(
                NAME,
                program(),
                site,
                Path.of(System.getProperty("java.home")),
                Optional.empty(),
                atBoot,
                Duration.ofSeconds(20));
    }

    /** The server's package as it is built, and the test's own class in it. */
    private static Path program() throws IOException {
        Path home = folder.resolve("package");
        if (!Files.exists(home)) {
            Path built = Path.of("target", "server");
            Path lib = Files.createDirectories(home.resolve("lib"));
            Files.copy(built.resolve("java.options"), home.resolve("java.options"));
            try (Stream<Path> jars = Files.list(built.resolve("lib"))) {
                for (Path jar : (Iterable<Path>) jars::iterator) {
                    Files.copy(jar, lib.resolve(jar.getFileName()));
                }
            }
            try (OutputStream file = Files.newOutputStream(lib.resolve("mirror.jar"));
                    JarOutputStream jar = new JarOutputStream(file)) {
                String name = MirrorService.class.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new ZipEntry(name));
                jar.write(Files.readAllBytes(Path.of("target", "test-classes").resolve(name)));
            }
        }
        return home.resolve("manifest-server.cmd");
    }

    /** A1: the packaged commands themselves, in Windows' own shell. */
    @Test
    void the_packaged_program_tells_of_a_service_in_the_shell_of_windows() throws Exception {
        ProcessBuilder shell = new ProcessBuilder(
                "cmd", "/c", "target\\server\\manifest-server.cmd", "service", "status", "--name", "quickcare-none");
        shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
        shell.environment().put("QUICKCARE_LANGUAGE", "en");
        Path said = folder.resolve("said.txt");
        Process program =
                shell.redirectErrorStream(true).redirectOutput(said.toFile()).start();

        assertThat(program.waitFor()).isEqualTo(4);
        assertThat(said).content().contains("The service quickcare-none is not installed.");
    }
}

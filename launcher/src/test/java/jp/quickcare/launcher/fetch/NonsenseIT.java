package jp.quickcare.launcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.admission.Admission;
import jp.quickcare.launcher.failure.SourceFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.presence.Presence;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.register.ShortcutPlace;
import jp.quickcare.launcher.report.Reports;
import jp.quickcare.launcher.settings.Settings;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.MetadataMissing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each question that a PC asks a server, answered with each kind of nonsense: it ends in bounded time, leaves nothing,
 * and the next honest answer is understood. What a source of files can do beside it is in {@link BadSourceIT}.
 */
@Timeout(300)
class NonsenseIT {
    private static final Sha256 RELEASE = Sha256.of(new byte[] {1});
    private static final byte[] TIMESTAMP = {'{', '}'};

    /** For an answer that will not come; an honest one gets the time it needs. */
    private static final DownloadLimits SHORT = new DownloadLimits(
            Duration.ofSeconds(1), Duration.ofMillis(500), 2_000, Duration.ofMillis(500), Duration.ofMillis(500), 2, 1);

    @TempDir
    private Path folder;

    private final HonestHost files = new HonestHost();
    private RawServer server;

    @BeforeEach
    void serve() throws IOException {
        server = new RawServer(files::streamAnswer);
    }

    @AfterEach
    void end() throws IOException {
        server.close();
    }

    /** TR1 to TR6: metadata. What sound JSON says is judged by the rules of metadata, not here. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NO_JSON", "DEEP_JSON", "OTHER_JSON"})
    void instead_of_metadata(Nonsense nonsense) throws Exception {
        server.answer(nonsense.answer());
        try (HttpMetadataSource source = HttpMetadataSource.site(server.uri(), SHORT)) {
            assertThatThrownBy(() -> source.fetch("timestamp.json", 16_384))
                    .isInstanceOfAny(IOException.class, LengthException.class, MetadataMissing.class);
        }
        server.answer((request, wire) -> wire.ok("application/json", TIMESTAMP));
        try (HttpMetadataSource source = HttpMetadataSource.site(server.uri(), DownloadLimits.standard())) {
            assertThat(source.fetch("timestamp.json", 16_384)).isEqualTo(TIMESTAMP);
        }
    }

    /** A5, TR1 to TR6: the stream of files, and single objects. */
    @ParameterizedTest
    @EnumSource
    void instead_of_files(Nonsense nonsense) throws Exception {
        List<WantedObject> wanted = List.of(files.add(20_000, 1), files.add(30_000, 2));
        server.answer(nonsense.answer());
        assertThatThrownBy(() -> bring(wanted, SHORT)).isInstanceOf(SourceFailure.class);
        Folders.assertNothingBad(folder);

        server.answer(files::streamAnswer);
        bring(wanted, DownloadLimits.standard());
        Folders.assertComplete(folder, wanted);
    }

    /** A4, TR1 to TR6: a place. Whoever gives files all the same is no site server, and they are verified as ever. */
    @ParameterizedTest
    @EnumSource
    void instead_of_a_ticket(Nonsense nonsense) throws Exception {
        List<WantedObject> wanted = List.of(files.add(20_000, 1));
        server.answer((request, wire) -> {
            boolean ticket = request.body().contains("\"ticket\":");
            (ticket ? nonsense.answer() : (RawServer.Answer) files::streamAnswer).to(request, wire);
        });
        assertThatNothingBadComesOfIt(wanted);
    }

    /** A4, TR1 to TR6: the same from a server that is older than the launcher. */
    @ParameterizedTest
    @EnumSource
    void instead_of_a_ticket_that_is_asked_for_alone(Nonsense nonsense) throws Exception {
        List<WantedObject> wanted = List.of(files.add(20_000, 1));
        server.answer((request, wire) -> {
            if (request.path().startsWith("/v1/tickets")) {
                nonsense.answer().to(request, wire);
            } else if (request.body().contains("\"ticket\":")) {
                TicketHost.problem(wire, "403 Forbidden", "urn:quickcare:problem:ticket-needed");
            } else {
                files.streamAnswer(request, wire);
            }
        });
        assertThatNothingBadComesOfIt(wanted);
    }

    private void assertThatNothingBadComesOfIt(List<WantedObject> wanted) throws Exception {
        try {
            bring(wanted, SHORT);
            Folders.assertComplete(folder, wanted);
        } catch (SourceFailure refused) {
            Folders.assertNothingBad(folder);
        }
        try (TicketHost honest = new TicketHost(files)) {
            assertThat(bring(
                            List.of(files.add(20_000, 3)),
                            DownloadLimits.standard(),
                            honest.server().uri()))
                    .isTrue();
            assertThat(honest.given()).isEqualTo(1);
        }
    }

    /** A29, TR1 to TR6: reports are kept until somebody has heard them. */
    @ParameterizedTest
    @EnumSource
    void instead_of_a_receipt_for_reports(Nonsense nonsense) throws Exception {
        Home home = new Home(folder);
        Files.createDirectories(home.state());
        server.answer(nonsense.answer());
        try (Reports reports = reports(home, SHORT)) {
            reports.begin("full", "1.1.0", RELEASE.hex(), Optional.empty(), 1).succeeded();
        }
        assertThat(keptReports(home)).hasSize(2);

        List<String> heard = new CopyOnWriteArrayList<>();
        server.answer((request, wire) -> {
            heard.add(request.body());
            wire.head("204 No Content");
        });
        // The one before may still wait for the rest of an answer, and holds the spool meanwhile.
        while (!keptReports(home).isEmpty()) {
            try (Reports later = reports(home, DownloadLimits.standard())) {
                later.send();
            }
        }
        assertThat(heard).last().asString().contains("update-started", "update-ended");
    }

    /** A8, TR1 to TR6, PU4: nonsense is no news, and the application's end is not held up by it. */
    @ParameterizedTest
    @EnumSource
    void instead_of_presence(Nonsense nonsense) throws Exception {
        Home home = new Home(folder);
        Files.createDirectories(home.state());
        server.answer(nonsense.answer());
        List<String> looked = new CopyOnWriteArrayList<>();
        Presence presence = new Presence(home, settings(), "1.0.0", true, () -> looked.add("looked"));
        Thread thread = new Thread(presence, "presence");
        thread.setDaemon(true);
        thread.start();
        while (server.requests().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        presence.close();
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(60));
        assertThat(thread.isAlive()).isFalse();
        assertThat(looked).isEmpty();
    }

    private void bring(List<WantedObject> wanted, DownloadLimits limits) throws UpdateFailure {
        bring(wanted, limits, server.uri());
    }

    private boolean bring(List<WantedObject> wanted, DownloadLimits limits, URI from) throws UpdateFailure {
        JsonObject client = JsonObject.builder().put("id", "1").build();
        try (Admission admission = new Admission(client, RELEASE, "new", (updating, waiting) -> {}, limits);
                Download download = new Download(List.of(from), admission, limits)) {
            return download.bring(RELEASE, wanted, folder, Progress.SILENT).isEmpty();
        }
    }

    private Settings settings() {
        return new Settings(
                List.of(server.uri()),
                "qc",
                "QC",
                "any",
                Optional.empty(),
                Duration.ofSeconds(1),
                new ShortcutPlace.None());
    }

    private Reports reports(Home home, DownloadLimits limits) {
        return new Reports(home, settings(), "1.0.0", Clock.systemUTC(), limits);
    }

    private static List<Path> keptReports(Home home) throws IOException {
        try (var all = Files.list(Reports.folder(home))) {
            return all.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }
}

package jp.quickcare.server.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jp.quickcare.server.admission.Admissions;
import jp.quickcare.server.admission.Asker;
import jp.quickcare.server.admission.Numbers;
import jp.quickcare.server.admission.Ticket;
import jp.quickcare.server.admission.TicketDesk;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.live.Changes;
import jp.quickcare.server.serve.RepositoryServer;
import jp.quickcare.server.settings.LiveSettings;
import jp.quickcare.server.settings.ServerSettings;
import jp.quickcare.server.testing.Commands;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A4: a site server is a client of its upstream, and waits for a place like any other. */
class ImportFromSiteIT {
    @TempDir
    private Path temp;

    /** A4 */
    @Test
    void an_import_waits_for_its_place_and_gives_it_back() throws Exception {
        World world = new World(temp).initVendor().publish("1.0").initSite();
        ServerSettings settings = ServerSettings.STANDARD
                .at(0, Optional.of("127.0.0.1"))
                .with(new ServerSettings.Admission(1, ServerSettings.Order.FIFO, Duration.ofMinutes(10)));
        try (Admissions admissions = Admissions.local(LiveSettings.fixed(settings), new Changes());
                RepositoryServer upstream = upstream(world, settings, admissions)) {
            Ticket other =
                    admissions.tickets().ask(new Asker("other", "192.0.2.1")).orElseThrow();
            String url = "http://127.0.0.1:" + upstream.address().getPort();
            CompletableFuture<Commands.Result> importing =
                    CompletableFuture.supplyAsync(() -> Commands.run("import", "--dir", world.site(), "--from", url));
            long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
            while (admissions.tickets().numbers().waiting() == 0 && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThat(admissions.tickets().numbers()).isEqualTo(new Numbers(1, 1, 1));
            assertThat(importing).isNotDone();
            admissions.tickets().giveBack(other.id());
            assertThat(importing.get(120, TimeUnit.SECONDS).exitCode()).isZero();
            world.requireWholeSite();
            while (admissions.tickets().numbers().updating() > 0 && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThat(admissions.tickets().numbers()).isEqualTo(new Numbers(0, 0, 1));
        }
    }

    private static RepositoryServer upstream(World world, ServerSettings settings, Admissions admissions)
            throws ServerFailure {
        TicketDesk desk = admissions.desk(request -> Optional.empty(), request -> {});
        return RepositoryServer.start(
                world.vendor().resolve("repository"),
                settings,
                List.of(desk.area(() -> Duration.ofSeconds(60))),
                Optional.of(desk));
    }
}

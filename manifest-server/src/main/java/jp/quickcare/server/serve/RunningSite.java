package jp.quickcare.server.serve;

import io.undertow.server.HttpHandler;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.quickcare.server.admission.Admissions;
import jp.quickcare.server.admission.NewInstalls;
import jp.quickcare.server.admission.Numbers;
import jp.quickcare.server.admission.Refusal;
import jp.quickcare.server.admission.TicketDesk;
import jp.quickcare.server.admission.TicketRequest;
import jp.quickcare.server.clients.RolledBack;
import jp.quickcare.server.console.Console;
import jp.quickcare.server.console.ConsoleParts;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.http.ApiDescription;
import jp.quickcare.server.http.Area;
import jp.quickcare.server.http.RateLimit;
import jp.quickcare.server.live.Changes;
import jp.quickcare.server.metrics.Metered;
import jp.quickcare.server.metrics.Metrics;
import jp.quickcare.server.metrics.MetricsHandler;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.service.Ending;
import jp.quickcare.server.settings.LiveSettings;

/** A site while it is served, beside the files of its repository: what it remembers, and whom it admits. Thread-safe. */
final class RunningSite implements AutoCloseable {
    private final SiteMemory memory;
    private final Admissions admissions;
    private final TicketDesk desk;
    private final Console console;
    private final Metrics metrics = new Metrics();
    private final List<Area> areas;

    private RunningSite(ServerFolder site, LiveSettings settings, Changes changes, SiteMemory memory, Ending ending) {
        this.memory = memory;
        this.admissions = Admissions.of(memory.database(), settings, changes);
        NewInstalls newInstalls = new NewInstalls(site);
        RolledBack rolledBack = memory.rolledBack();
        this.areas = new ArrayList<>(memory.areas());
        this.desk = admissions.desk(
                request -> newInstalls.apply(request).or(() -> rolledBack(rolledBack, request)),
                request -> memory.clients().seen(request.client()));
        areas.add(desk.area(() -> settings.current().timeout()));
        this.console = new Console(new ConsoleParts(
                site,
                settings,
                changes,
                Clock.systemUTC(),
                new ConsoleParts.Known(memory.clients(), memory.records(), memory.log(), memory.database()::problem),
                memory.presence()::all,
                this::places,
                ending));
        areas.addAll(console.areas());
        areas.add(ApiDescription.area());
        areas.add(MetricsHandler.area(metrics, () -> settings.current().console()));
        measure();
    }

    private void measure() {
        metrics.gauge("transfers.updating", "Clients that have a place.", () -> places().taken());
        metrics.gauge("transfers.waiting", "Clients that wait for a place.", () -> places().waiting());
        metrics.gauge("transfers.limit", "Places there are.", () -> places().all());
        metrics.gauge(
                "programs.present",
                "Programs on PCs that said they are there.",
                () -> memory.presence().all().size());
    }

    private ConsoleParts.Places places() {
        Numbers now = admissions.tickets().numbers();
        return new ConsoleParts.Places(now.updating(), now.waiting(), now.limit());
    }

    /** What measures every answer, and sends away who asks without end. */
    HttpHandler guarded(HttpHandler answering) {
        return new Metered(metrics, new RateLimit(answering, System::nanoTime));
    }

    private static Optional<Refusal> rolledBack(RolledBack rolledBack, TicketRequest request) {
        return rolledBack.contains(request.client().id(), request.manifest())
                ? Optional.of(Refusal.ROLLED_BACK)
                : Optional.empty();
    }

    /**
     * Opens what the site remembers.
     *
     * @param ending of the server, for who asks for it in the console
     * @throws ServerFailure as {@link SiteMemory#open}
     */
    static RunningSite open(ServerFolder site, LiveSettings settings, Ending ending) throws ServerFailure {
        Changes changes = new Changes();
        return new RunningSite(site, settings, changes, SiteMemory.open(site, settings, changes), ending);
    }

    /** Who answers for it. */
    List<Area> areas() {
        return List.copyOf(areas);
    }

    /** Where clients get the tickets by which they have a place. */
    TicketDesk desk() {
        return desk;
    }

    /** Lets those go who wait, and gives nobody a place any more; called before the server ends. */
    void end() {
        console.close();
        admissions.end();
        memory.end();
    }

    /** Called when nobody is answered any more. */
    @Override
    public void close() {
        admissions.close();
        memory.close();
        metrics.close();
    }
}

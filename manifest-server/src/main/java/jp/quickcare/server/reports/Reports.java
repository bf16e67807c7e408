package jp.quickcare.server.reports;

import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import jp.quickcare.server.clients.Clients;
import jp.quickcare.server.database.Database;
import jp.quickcare.server.http.Area;
import jp.quickcare.server.live.Changes;
import jp.quickcare.server.records.LiveProgress;

/** What takes the PCs' reports in (SPEC A9, A10, A29). */
public final class Reports {
    private Reports() {}

    /**
     * Answers at {@code /v1/reports}.
     *
     * @param logIsOn whether the system log is written now
     * @param timeout in which a request's body has to be here
     */
    public static Area area(
            Database database,
            Clock clock,
            Changes changes,
            Clients clients,
            LiveProgress live,
            BooleanSupplier logIsOn,
            Supplier<Duration> timeout) {
        ReportIntake intake = new ReportIntake(database, clock, changes, clients, live, logIsOn);
        return new Area(ReportHandler.PATH, new ReportHandler(intake, timeout));
    }
}

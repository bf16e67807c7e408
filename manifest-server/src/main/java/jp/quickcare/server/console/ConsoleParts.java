package jp.quickcare.server.console;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import jp.quickcare.server.clients.Clients;
import jp.quickcare.server.live.Changes;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.presence.Present;
import jp.quickcare.server.records.Records;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.service.Ending;
import jp.quickcare.server.settings.LiveSettings;
import jp.quickcare.server.systemlog.SystemLog;

/**
 * What the console shows and changes.
 *
 * @param site whose releases and offers
 * @param settings in force, and the file behind them
 * @param changes what pages are kept live by
 * @param clock for sessions, and for the dates of signatures
 * @param known what the server remembers
 * @param present who is there now; asked on worker threads
 * @param places how busy it is now
 * @param ending of the server
 */
public record ConsoleParts(
        ServerFolder site,
        LiveSettings settings,
        Changes changes,
        Clock clock,
        Known known,
        Supplier<List<Present>> present,
        Supplier<Places> places,
        Ending ending) {
    /**
     * What the server remembers.
     *
     * @param clients the PCs
     * @param records their updates
     * @param log what happened
     * @param problem why nothing can be written at the moment; empty when all is well
     */
    public record Known(Clients clients, Records records, SystemLog log, Supplier<Optional<Sentence>> problem) {}

    /**
     * Places for transfers (SPEC A4).
     *
     * @param taken so many PCs are being updated
     * @param waiting so many wait for a place
     * @param all so many places there are
     */
    public record Places(int taken, int waiting, int all) {}
}

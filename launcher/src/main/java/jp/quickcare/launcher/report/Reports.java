package jp.quickcare.launcher.report;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import jp.quickcare.launcher.fetch.DownloadLimits;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.identity.ClientIdentity;
import jp.quickcare.launcher.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the site server how updates go and why this PC is where it is (SPEC A9, A10, A29, A37). What cannot be told now
 * is kept and told later, in order. Nobody waits for it and nothing fails for it. Thread-safe.
 */
public final class Reports implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    /**
     * Behind the end of an update comes the reason for what is installed now, and both go in one request. Its beginning is
     * told when the first file is under way: until then the connection that there is belongs to the update.
     */
    private static final Set<String> GATHERING = Set.of(UpdateRecord.STARTED, UpdateRecord.ENDED);

    private final Home home;
    private final Clock clock;
    private final Spool spool;
    private final Courier courier;

    /** The reports of one installation. */
    public Reports(Home home, Settings settings, String launcherVersion, Clock clock, DownloadLimits limits) {
        this.home = home;
        this.clock = clock;
        this.spool = new Spool(folder(home));
        this.courier = new Courier(new Delivery(
                spool,
                settings.servers(),
                () -> ClientIdentity.of(home, settings, launcherVersion).toJson(),
                () -> ClientIdentity.renew(home),
                clock,
                limits));
    }

    /** Where reports wait. */
    public static Path folder(Home home) {
        return home.state().resolve("reports");
    }

    /** From now on other servers are told: the site has moved. */
    public void goOnAt(List<URI> servers) {
        courier.goOnAt(servers);
    }

    Home home() {
        return home;
    }

    /**
     * An update begins; it is a record of its own, also where it goes on with what an earlier one brought.
     *
     * @param mode {@code new}, {@code differential} or {@code full}
     * @param from version that is installed; empty where none is
     * @param bytes to be fetched
     */
    public UpdateRecord begin(String mode, String release, String manifest, Optional<String> from, long bytes) {
        UpdateRecord update = new UpdateRecord(this, release);
        UnderWay.write(home, update.id(), release, manifest);
        courier.updateBegins();
        Report.Members members = new Report.Members()
                .put("mode", mode)
                .put("release", release)
                .put("manifest", manifest)
                .put("bytes", bytes);
        from.ifPresent(version -> members.put("from", version));
        update.add(UpdateRecord.STARTED, members);
        return update;
    }

    void ended() {
        UnderWay.remove(home);
        courier.updateEnds();
    }

    /**
     * An earlier update of this installation may have been killed: it is ended in the record. Only while the home is
     * locked and its recovery is done.
     *
     * @param installed manifest of what is installed now, hex; empty where nothing is
     */
    public void endUnfinished(String installed) {
        UnderWay.find(home).ifPresent(left -> {
            boolean done =
                    left.manifest().equals(installed) && !left.installedBefore().equals(installed);
            if (!done) {
                add(new Report.Members()
                        .put("code", "interrupted")
                        .put("detail", "the launcher or the PC was stopped")
                        .of(left.update(), UnderWay.SEQ, "download-failed"));
            }
            add(new Report.Members()
                    .put("result", done ? "normal" : "failed")
                    .put("release", left.release())
                    .of(left.update(), UnderWay.SEQ + 1, "update-ended"));
            UnderWay.remove(home);
        });
    }

    /**
     * Why this PC has the release it has; told where it is another reason than the last one.
     *
     * @param detail what more support wants to know; may be empty
     * @param offered version of the release that is offered; empty where none is
     */
    public void state(Why why, String detail, String offered) {
        try {
            if (!new LastState(why, detail, offered).keep(home)) {
                return;
            }
        } catch (IOException e) {
            LOG.debug("told once more than needed", e);
        }
        Report.Members members = new Report.Members().put("why", why.code());
        if (!detail.isEmpty()) {
            members.put("detail", detail);
        }
        if (!offered.isEmpty()) {
            members.put("offered", offered);
        }
        add(members.of(UUID.randomUUID().toString(), 0, Report.STATE));
    }

    /** A release did not come up, or somebody took it back: the one before is installed (SPEC A33). */
    public void rolledBack(String release, String manifest, String to) {
        add(new Report.Members()
                .put("release", release)
                .put("manifest", manifest)
                .put("to", to)
                .of(UUID.randomUUID().toString(), 0, "rolled-back"));
        state(Why.PUT_BACK, "", release);
    }

    /**
     * A delta to a newer Java runtime was of no use, and its changed files come whole (SPEC F3). That is no update of the
     * application, so it is told by itself.
     *
     * @param release version of that runtime
     */
    public void runtimeDeltaFailed(String release, String sha256, String detail) {
        add(new Report.Members()
                .put("release", release)
                .put("delta", sha256)
                .put("detail", detail)
                .of(UUID.randomUUID().toString(), 0, "runtime-delta-failed"));
    }

    void add(Report report) {
        // What was to be told now is older than this, and must not come behind it.
        courier.dropsLive();
        spool.add(report, clock.instant());
        if (GATHERING.contains(report.step())) {
            courier.goesInAMoment();
        } else {
            courier.goes();
        }
    }

    /** Something that is worth telling only now. */
    void live(Report report) {
        courier.takesLive(report.toBytes(clock.instant()));
    }

    /** Sends what an earlier run could not. */
    public void send() {
        courier.goes();
    }

    /** Waits a moment for what is on its way; the rest is sent by the next launcher. */
    @Override
    public void close() {
        courier.close();
    }
}

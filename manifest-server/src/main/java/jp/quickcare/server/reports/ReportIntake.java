package jp.quickcare.server.reports;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import jp.quickcare.server.clients.ClientInfo;
import jp.quickcare.server.clients.ClientRows;
import jp.quickcare.server.clients.Clients;
import jp.quickcare.server.database.Database;
import jp.quickcare.server.live.Changes;
import jp.quickcare.server.live.Topic;
import jp.quickcare.server.records.LiveProgress;
import jp.quickcare.server.records.Progress;
import jp.quickcare.server.records.RecordRows;
import jp.quickcare.server.records.Result;
import jp.quickcare.server.systemlog.Category;
import jp.quickcare.server.systemlog.LogRows;
import jp.quickcare.server.systemlog.Message;
import jp.quickcare.server.systemlog.NewEntry;
import jp.quickcare.server.systemlog.Severity;
import org.jdbi.v3.core.Handle;

/** Makes records and log entries of reports, exactly as the tables of SPEC A9 and A10 say. Thread-safe. */
final class ReportIntake {
    private static final String PROGRAM = "launcher";

    private final Database database;
    private final Clock clock;
    private final Changes changes;
    private final Clients clients;
    private final LiveProgress live;
    private final BooleanSupplier logIsOn;

    ReportIntake(
            Database database,
            Clock clock,
            Changes changes,
            Clients clients,
            LiveProgress live,
            BooleanSupplier logIsOn) {
        this.database = database;
        this.clock = clock;
        this.changes = changes;
        this.clients = clients;
        this.live = live;
        this.logIsOn = logIsOn;
    }

    /**
     * Takes reports in.
     *
     * @return complete when all of them last; progress, which nobody relies on, is taken at once. False where the
     *     server knows another PC by that number, of which nothing is taken
     */
    CompletableFuture<Boolean> take(ReportBatch batch) {
        ClientInfo client = batch.client();
        clients.seen(client);
        for (Report report : batch.reports()) {
            if (report.step() instanceof Step.Going going) {
                live.heard(client, report.update(), report.seq(), going.progress());
                changes.changed(Topic.UPDATES);
            }
        }
        if (!batch.hasLasting()) {
            return CompletableFuture.completedFuture(true);
        }
        Instant now = clock.instant();
        boolean log = logIsOn.getAsBoolean();
        return database.write(handle -> new Taking(handle, batch, now, log).run())
                .thenApply(taken -> {
                    if (taken.isEmpty()) {
                        return false;
                    }
                    for (Report report : batch.reports()) {
                        if (report.step() instanceof Step.Ended) {
                            live.ended(client.id(), report.update());
                        }
                    }
                    taken.get().forEach(changes::changed);
                    return true;
                });
    }

    /** One batch in one transaction, which may be run again from its beginning. */
    private final class Taking {
        private final Handle handle;
        private final ReportBatch batch;
        private final ClientInfo client;
        private final Instant now;
        private final boolean log;
        private final List<NewEntry> entries = new ArrayList<>();
        private final Set<Long> touched = new LinkedHashSet<>();
        private final Set<Long> endedNow = new LinkedHashSet<>();
        private final Set<Topic> changed = EnumSet.noneOf(Topic.class);

        Taking(Handle handle, ReportBatch batch, Instant now, boolean log) {
            this.handle = handle;
            this.batch = batch;
            this.client = batch.client();
            this.now = now;
            this.log = log;
        }

        /** @return what has changed; empty where it is not the PC that it says */
        Optional<Set<Topic>> run() {
            if (!ClientRows.seen(handle, List.of(client), now)) {
                return Optional.empty();
            }
            batch.reports().stream()
                    .sorted(Comparator.comparingLong(Report::seq))
                    .forEach(this::take);
            endsLast();
            if (log && !entries.isEmpty()) {
                LogRows.add(handle, entries, now);
                changed.add(Topic.LOG);
            }
            return Optional.of(changed);
        }

        private void take(Report report) {
            if (report.step() instanceof Step.State state) {
                if (ClientRows.why(
                        handle, client.id(), report.update(), report.seq(), report.time(), now, state.reason())) {
                    changed.add(Topic.CLIENTS);
                }
            } else if (report.step() instanceof Step.RolledBack rolledBack) {
                rolledBack(report, rolledBack);
            } else if (report.step() instanceof Step.OfRuntime runtime) {
                ofRuntime(runtime.message());
            } else if (!(report.step() instanceof Step.Going)) {
                long record = RecordRows.findOrMake(handle, client, report.update(), now);
                if (RecordRows.take(handle, record, report.seq(), now)) {
                    touched.add(record);
                    changed.add(Topic.UPDATES);
                    take(record, report);
                }
            }
        }

        private void take(long record, Report report) {
            Instant when = batch.when(report, now);
            if (report.step() instanceof Step.Started started) {
                RecordRows.Start start = started.start();
                RecordRows.start(handle, record, start, when);
                add(
                        record,
                        Severity.INFORMATION,
                        Category.UPDATE_STARTED,
                        message("update-started." + start.mode(), start));
            } else if (report.step() instanceof Step.Trouble trouble) {
                boolean warning = trouble.severity() == Severity.WARNING;
                RecordRows.count(handle, record, warning ? 1 : 0, warning ? 0 : 1);
                add(record, trouble.severity(), trouble.category(), trouble.message());
            } else if (report.step() instanceof Step.Ended ended) {
                Progress last = live.of(client.id(), report.update()).orElse(new Progress("", 0, 0));
                RecordRows.end(handle, record, ended.result().code(), ended.release(), last, when);
                endedNow.add(record);
            }
        }

        private Message message(String key, RecordRows.Start start) {
            return new Message(key, Map.of("release", start.release(), "from", start.from()));
        }

        private void rolledBack(Report report, Step.RolledBack step) {
            if (!ClientRows.rolledBack(handle, client.id(), step.manifest(), step.release(), now)) {
                return;
            }
            Optional<Long> record = RecordRows.find(handle, client.id(), report.update());
            record.ifPresent(id -> {
                RecordRows.count(handle, id, 1, 0);
                touched.add(id);
                changed.add(Topic.UPDATES);
            });
            add(
                    record.orElse(0L),
                    Severity.WARNING,
                    Category.APPLY,
                    new Message("rolled-back", Map.of("release", step.release(), "to", step.to())));
            changed.add(Topic.CLIENTS);
        }

        /** A delta fails once on a PC, so a report of it that is there already has come again. */
        private void ofRuntime(Message message) {
            boolean again = entries.stream().anyMatch(entry -> entry.message().equals(message))
                    || (log && LogRows.contains(handle, client.id(), message));
            if (!again) {
                add(0, Severity.WARNING, Category.DOWNLOAD, message);
            }
        }

        /** The end of an update is its last entry, also when something of it comes in later, and says how it all went. */
        private void endsLast() {
            for (long record : touched) {
                RecordRows.Standing standing = RecordRows.standing(handle, record);
                if (standing.ended() && (LogRows.removeEnd(handle, record) || endedNow.contains(record))) {
                    Result result = standing.result();
                    add(
                            record,
                            Severity.INFORMATION,
                            Category.UPDATE_ENDED,
                            new Message("update-ended." + result.code(), Map.of("release", standing.release())));
                }
            }
        }

        private void add(long record, Severity severity, Category category, Message message) {
            entries.add(new NewEntry(
                    severity, category, client.pc(), client.user(), PROGRAM, client.id(), record, message));
        }
    }
}

package jp.quickcare.server.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import jp.quickcare.server.clients.Clients;
import jp.quickcare.server.database.Database;
import jp.quickcare.server.http.BadBody;
import jp.quickcare.server.live.Changes;
import jp.quickcare.server.live.Topic;
import jp.quickcare.server.records.LiveProgress;
import jp.quickcare.server.records.RecordQuery;
import jp.quickcare.server.records.Records;
import jp.quickcare.server.records.UpdateRecord;
import jp.quickcare.server.systemlog.LogEntry;
import jp.quickcare.server.systemlog.LogQuery;
import jp.quickcare.server.systemlog.SystemLog;
import jp.quickcare.server.testing.Engine;

/** A site that takes reports in, with a clock that the test sets. */
final class ReportedSite implements AutoCloseable {
    static final String CLIENT = "00000000-0000-4000-8000-000000000001";
    static final String UPDATE = "11111111-0000-4000-8000-000000000001";
    static final String MANIFEST = "ab".repeat(32);

    final Time time = new Time();
    final AtomicBoolean logIsOn = new AtomicBoolean(true);
    final Set<Topic> changed = EnumSet.noneOf(Topic.class);
    final Database database;
    final Clients clients;
    final LiveProgress live;
    final Records records;
    final SystemLog log;
    final ReportIntake intake;

    /** What time it is. */
    static final class Time {
        private volatile Instant now = Instant.parse("2026-11-21T05:00:00Z");

        Instant get() {
            return now;
        }

        void set(Instant to) {
            now = to;
        }
    }

    ReportedSite(Engine engine, Path site) throws Exception {
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return time.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        Changes changes = new Changes();
        changes.listen(topic -> {
            synchronized (changed) {
                changed.add(topic);
            }
        });
        database = engine.open(site);
        clients = new Clients(database, clock, changes);
        live = new LiveProgress(database, clock);
        records = new Records(database, clock, live, changes);
        log = new SystemLog(database);
        intake = new ReportIntake(database, clock, changes, clients, live, logIsOn::get);
    }

    static String body(String... reports) {
        return """
                {"client":{"id":"%s","pc":"PC-07","user":"田中","app":"qc","channel":"QC","platform":"win-x64",
                 "launcher":"1.0.0","installed":"1.1.0","manifest":"%s","later":1},"reports":[%s]}
                """.formatted(CLIENT, MANIFEST, String.join(",", reports));
    }

    /** One report of the update, with further members as JSON, without braces. */
    static String report(long seq, String step, String members) {
        return reportOf(UPDATE, seq, step, members);
    }

    static String reportOf(String update, long seq, String step, String members) {
        return "{\"update\":\"%s\",\"seq\":%d,\"time\":\"2026-11-21T05:00:00Z\",\"step\":\"%s\"%s}"
                .formatted(update, seq, step, members.isEmpty() ? "" : "," + members);
    }

    void take(String... reports) throws BadBody {
        assertThat(takeAs("", reports)).isTrue();
    }

    /** @param key that the client shows; empty for none. @return whether it is believed to be the one it says */
    boolean takeAs(String key, String... reports) throws BadBody {
        String shown = key.isEmpty() ? "" : ",\"key\":\"" + key + "\"";
        String body = body(reports).replace("\"" + CLIENT + "\"", "\"" + CLIENT + "\"" + shown);
        return intake.take(ReportParser.parse(body.getBytes(StandardCharsets.UTF_8)))
                .join();
    }

    List<UpdateRecord> updates() {
        return records.page(RecordQuery.ALL, Optional.empty(), 100).rows();
    }

    UpdateRecord update() {
        return updates().get(0);
    }

    /** Oldest first. */
    List<LogEntry> entries() {
        List<LogEntry> entries = new java.util.ArrayList<>(
                log.page(LogQuery.ALL, Optional.empty(), 1000).rows());
        java.util.Collections.reverse(entries);
        return entries;
    }

    /** Oldest first: severity, category and sentence. */
    List<String> lines() {
        return entries().stream()
                .map(entry -> entry.severity().title(Locale.ENGLISH) + " | "
                        + entry.category().title(Locale.ENGLISH) + " | "
                        + entry.message().text(Locale.ENGLISH))
                .toList();
    }

    @Override
    public void close() {
        database.close();
    }
}

package jp.quickcare.server.reports;

import static jp.quickcare.server.reports.ReportedSite.CLIENT;
import static jp.quickcare.server.reports.ReportedSite.MANIFEST;
import static jp.quickcare.server.reports.ReportedSite.UPDATE;
import static jp.quickcare.server.reports.ReportedSite.report;
import static jp.quickcare.server.reports.ReportedSite.reportOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import jp.quickcare.server.clients.RolledBack;
import jp.quickcare.server.clients.Why;
import jp.quickcare.server.live.Topic;
import jp.quickcare.server.records.Result;
import jp.quickcare.server.records.UpdateRecord;
import jp.quickcare.server.testing.Engine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A9, A29, A37: what reports say of the PCs that they come from, and who may say it. */
class ReportsOfPcsIT extends ReportsTaken {
    /** A9: an update whose PC vanished is shown as such, and goes on when the PC comes back. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void an_update_of_a_vanished_pc_is_shown_as_such(Engine engine) throws Exception {
        try (ReportedSite site = new ReportedSite(engine, folder)) {
            site.take(STARTED);
            site.time.set(site.time.get().plusSeconds(100));
            site.records.markVanished();
            site.database.write(handle -> 0).join();
            assertThat(site.update().state()).isEqualTo(UpdateRecord.State.RUNNING);
            Instant last = site.time.get().minusSeconds(100);
            site.time.set(last.plus(Duration.ofMinutes(4)));
            site.records.markVanished();
            site.database.write(handle -> 0).join();
            assertThat(site.update().state()).isEqualTo(UpdateRecord.State.VANISHED);
            assertThat(site.update().result()).isEmpty();
            assertThat(site.update().ended()).contains(last);

            site.take(report(7, "progress", "\"phase\":\"apply\",\"doneBytes\":1,\"totalBytes\":2"));
            site.live.flush();
            site.database.write(handle -> 0).join();
            assertThat(site.update().state()).isEqualTo(UpdateRecord.State.RUNNING);
            site.take(ended(9, "normal"));
            assertThat(site.update().result()).contains(Result.NORMAL);
        }
    }

    /** A37: the newest word counts, in whatever order they come. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_pc_says_why_it_is_not_updated(Engine engine) throws Exception {
        try (ReportedSite site = new ReportedSite(engine, folder)) {
            site.take(report(3, "state", "\"why\":\"in-use\",\"detail\":\"excel\",\"offered\":\"1.2.0\""));
            site.take(report(2, "state", "\"why\":\"waiting\""));
            site.take(report(3, "state", "\"why\":\"declined\""));
            assertThat(site.clients.find(CLIENT)).hasValueSatisfying(client -> {
                assertThat(client.why()).contains(Why.IN_USE);
                assertThat(client.detail()).isEqualTo("excel");
                assertThat(client.offered()).contains("1.2.0");
            });
            site.take(reportOf("22222222-0000-4000-8000-000000000001", 0, "state", "\"why\":\"up-to-date\""));
            assertThat(site.clients.find(CLIENT).orElseThrow().why()).contains(Why.UP_TO_DATE);
            assertThat(site.clients.counts().byWhy()).containsEntry(Why.UP_TO_DATE, 1L);
            assertThat(site.updates()).as("a word is no update").isEmpty();
            assertThat(site.lines()).isEmpty();
            assertThat(site.changed).contains(Topic.CLIENTS);
        }
    }

    /** A10: updates go with the log's days, but for the newest of each PC and what still goes on. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void old_updates_are_dropped_and_the_newest_of_each_pc_stays(Engine engine) throws Exception {
        try (ReportedSite site = new ReportedSite(engine, folder)) {
            String id = "22222222-0000-4000-8000-0000000000";
            for (int i = 10; i < 13; i++) {
                site.take(
                        reportOf(id + i, 0, "update-started", "\"mode\":\"full\""),
                        reportOf(id + i, 1, "update-ended", "\"result\":\"normal\",\"release\":\"1." + i + "\""));
            }
            site.time.set(site.time.get().plus(Duration.ofDays(11)));
            assertThat(site.records.drop(Duration.ofDays(12), site.time.get())).isZero();
            assertThat(site.records.drop(Duration.ofDays(10), site.time.get())).isEqualTo(2);
            assertThat(site.updates()).extracting(UpdateRecord::release).containsExactly("1.12");
            assertThat(site.records.drop(Duration.ofDays(10), site.time.get())).isZero();
            assertThat((long) site.database.read(handle -> handle.createQuery("SELECT count(*) FROM report")
                            .mapTo(Long.class)
                            .one()))
                    .as("what was told of them goes with them")
                    .isEqualTo(2);
            site.take(reportOf(id + 13, 0, "update-started", "\"mode\":\"full\""));
            assertThat(site.records.drop(Duration.ofDays(10), site.time.get())).isEqualTo(1);
            site.time.set(site.time.get().plus(Duration.ofDays(99)));
            assertThat(site.records.drop(Duration.ofDays(10), site.time.get())).isZero();
            assertThat(site.update().state()).isEqualTo(UpdateRecord.State.RUNNING);
        }
    }

    /** A33: the server knows what was put back where. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_release_that_was_put_back_is_remembered_for_that_pc(Engine engine) throws Exception {
        try (ReportedSite site = new ReportedSite(engine, folder)) {
            RolledBack rolledBack = new RolledBack(site.database);
            String again = report(
                    0, "rolled-back", "\"release\":\"1.2.0\",\"manifest\":\"" + MANIFEST + "\",\"to\":\"1.1.0\"");
            site.take(again);
            site.take(again);
            assertThat(rolledBack.contains(CLIENT, MANIFEST)).isTrue();
            assertThat(rolledBack.contains(CLIENT, "cd".repeat(32)))
                    .as("published anew")
                    .isFalse();
            assertThat(rolledBack.contains(UPDATE, MANIFEST)).as("another PC").isFalse();
            assertThat(site.lines())
                    .containsExactly(
                            "Warning | Apply | Release 1.2.0 was put back to 1.1.0: it did not start properly, or somebody asked"
                                    + " for it.");
        }
    }

    /** A10, F3: what is updated is not the application, so the log says it and no update does. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_delta_to_a_newer_runtime_that_failed_is_told_once(Engine engine) throws Exception {
        try (ReportedSite site = new ReportedSite(engine, folder)) {
            String members =
                    "\"release\":\"%s\",\"delta\":\"" + MANIFEST + "\",\"detail\":\"it leaves out lib/modules\"";
            String told = report(0, "runtime-delta-failed", members.formatted("17.0.13"));
            site.take(told, told);
            site.take(told);
            site.take(reportOf(
                    "22222222-0000-4000-8000-000000000001", 0, "runtime-delta-failed", members.formatted("17.0.14")));
            site.logIsOn.set(false);
            site.take(report(2, "runtime-delta-failed", members.formatted("17.0.15")));

            assertThat(site.updates()).isEmpty();
            assertThat(site.lines())
                    .containsExactly(
                            "Warning | Download | A delta to the Java runtime 17.0.13 did not give what the release says;"
                                    + " the changed files were brought whole: it leaves out lib/modules",
                            "Warning | Download | A delta to the Java runtime 17.0.14 did not give what the release says;"
                                    + " the changed files were brought whole: it leaves out lib/modules");
            assertThat(site.entries().get(0).message().text(Locale.JAPANESE))
                    .isEqualTo("Java実行環境 17.0.13 への差分から作ったファイルがリリースと違ったため、"
                            + "変更されたファイルをそのまま取得しました: it leaves out lib/modules");
            assertThat(site.changed).contains(Topic.LOG);
        }
    }

    /** A9, A29, A33, SA4: whoever knows a PC's number alone writes nothing into its history */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_pc_that_has_shown_its_key_is_spoken_for_by_nobody_else(Engine engine) throws Exception {
        String key = "k".repeat(43);
        String rolledBack = reportOf(
                "22222222-0000-4000-8000-000000000001",
                0,
                "rolled-back",
                "\"release\":\"1.2.0\",\"manifest\":\"" + MANIFEST + "\",\"to\":\"1.1.0\"");
        try (ReportedSite site = new ReportedSite(engine, folder)) {
            // A launcher that knew of no keys has become a newer one.
            assertThat(site.takeAs("", STARTED)).isTrue();
            assertThat(site.takeAs(key, report(1, "state", "\"why\":\"waiting\"")))
                    .isTrue();
            for (String another : List.of("", "x".repeat(43))) {
                assertThat(site.takeAs(another, ended(9, "failed"))).isFalse();
                assertThat(site.takeAs(another, rolledBack)).isFalse();
                assertThat(site.takeAs(another, report(5, "state", "\"why\":\"damaged\"")))
                        .isFalse();
            }
            assertThat(site.update().state()).isEqualTo(UpdateRecord.State.RUNNING);
            assertThat(site.lines()).hasSize(1);
            assertThat(new RolledBack(site.database).contains(CLIENT, MANIFEST)).isFalse();
            assertThat(site.clients.find(CLIENT).orElseThrow().why()).contains(Why.WAITING);
            assertThat(site.takeAs(key, ended(9, "normal"))).isTrue();
            assertThat(site.update().result()).contains(Result.NORMAL);

            // The administrator has taken it out: it may come back as somebody else.
            site.clients.remove(CLIENT);
            assertThat(site.takeAs("x".repeat(43), report(6, "state", "\"why\":\"waiting\"")))
                    .isTrue();
        }
    }

    /** A9 */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_bar_is_moved_by_who_began_it(Engine engine) throws Exception {
        try (ReportedSite site = new ReportedSite(engine, folder)) {
            String half = "\"phase\":\"download\",\"totalBytes\":10,\"doneBytes\":";
            site.takeAs("k".repeat(43), STARTED, report(1, "progress", half + 5));
            site.takeAs("", report(2, "progress", half + 9));
            assertThat(site.live.of(CLIENT, UPDATE).orElseThrow().doneBytes()).isEqualTo(5);
        }
    }

    /** A9: a PC that begins update after update does not fill the console with them */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void of_one_pc_only_its_newest_updates_go_on(Engine engine) throws Exception {
        try (ReportedSite site = new ReportedSite(engine, folder)) {
            for (int i = 10; i < 30; i++) {
                site.take(reportOf("11111111-0000-4000-8000-0000000000" + i, 0, "update-started", "\"mode\":\"full\""));
            }
            assertThat(site.records.running()).isEqualTo(8);
            assertThat(site.updates()).hasSize(20);
            assertThat(site.updates().get(7).state()).isEqualTo(UpdateRecord.State.RUNNING);
            assertThat(site.updates().get(8).state()).isEqualTo(UpdateRecord.State.VANISHED);
            site.take(reportOf("11111111-0000-4000-8000-000000000010", 1, "update-ended", "\"result\":\"normal\""));
            assertThat(site.updates().get(19).result()).contains(Result.NORMAL);
        }
    }
}

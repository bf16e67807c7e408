package jp.quickcare.server.console;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import jp.quickcare.server.clients.Client;
import jp.quickcare.server.clients.Why;
import jp.quickcare.server.console.page.ClientsPage;
import jp.quickcare.server.console.page.LogPage;
import jp.quickcare.server.console.page.UpdateRow;
import jp.quickcare.server.console.words.Texts;
import jp.quickcare.server.records.UpdateRecord;
import jp.quickcare.server.systemlog.LogEntry;

/** What the server knows, in the words of one language. Pure. */
final class Rows {
    private Rows() {}

    /** Which colour a reason has: all is well, on its way, somebody has decided so, something is wrong. */
    static String state(Why why) {
        return switch (why) {
            case UP_TO_DATE -> "good";
            case WAITING, BUSY -> "busy";
            case UPDATE_KNOWN, DECLINED, NEW_INSTALL_FORBIDDEN, NOTHING_OFFERED, REFUSED -> "ask";
            case NO_SERVER,
                    NOT_FRESH,
                    NOT_TRUSTED,
                    NOT_POSSIBLE,
                    NO_SPACE,
                    DISK,
                    IN_USE,
                    DAMAGED,
                    PUT_BACK,
                    FILE_MISSING,
                    INTERNAL -> "bad";
        };
    }

    /** How a PC is, in a list of many: of most there is nothing to be said. */
    static String state(Texts texts, Why why) {
        return why == Why.UP_TO_DATE ? texts.of("overview.up-to-date") : why.sentence(texts.locale());
    }

    static String state(Optional<Why> why) {
        return why.map(Rows::state).orElse("still");
    }

    static ClientsPage.Row client(Texts texts, Client client, String app, Instant now) {
        return new ClientsPage.Row(
                client.info().id(),
                client.info().pc(),
                client.info().user(),
                app + " · " + client.info().channel(),
                client.info().installed().orElse(""),
                state(client.why()),
                client.why().map(why -> state(texts, why)).orElse(""),
                texts.ago(client.lastSeen(), now));
    }

    static UpdateRow update(Texts texts, UpdateRecord record) {
        String state = switch (record.state()) {
            case RUNNING -> "running";
            case VANISHED -> "vanished";
            case ENDED -> record.result().map(how -> how.code()).orElse("vanished");
        };
        String release = record.from().isEmpty() || record.from().equals(record.release())
                ? record.release()
                : texts.of("updates.from-to", record.from(), record.release());
        return new UpdateRow(
                record.id(),
                record.client(),
                record.pc(),
                record.user(),
                release,
                record.often(),
                record.mode().isEmpty() ? "" : texts.orElse("update-mode." + record.mode(), record.mode()),
                texts.time(record.started()),
                record.state() == UpdateRecord.State.RUNNING
                        ? ""
                        : record.ended().map(texts::time).orElse(""),
                record.percent(),
                record.phase().isEmpty() ? "" : texts.orElse("phase." + record.phase(), record.phase()),
                record.totalBytes() > 0 ? texts.size(record.doneBytes()) + " / " + texts.size(record.totalBytes()) : "",
                state,
                record.warnings(),
                record.errors());
    }

    static LogPage.Row log(Texts texts, LogEntry entry) {
        return new LogPage.Row(
                texts.exactTime(entry.time()),
                entry.severity().name().toLowerCase(Locale.ROOT),
                entry.severity().title(texts.locale()),
                entry.client(),
                entry.pc(),
                entry.user(),
                texts.orElse("program." + entry.program(), entry.program()),
                entry.category().title(texts.locale()),
                entry.message().text(texts.locale()));
    }
}

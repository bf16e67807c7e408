package jp.quickcare.server.clients;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import jp.quickcare.server.database.Folded;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rows of PCs, written as a part of a larger transaction. */
public final class ClientRows {
    static final String COLUMNS =
            "id, proof, pc, login, app, channel, platform, launcher, installed, manifest, place, first_seen,"
                    + " last_seen, why, why_detail, offered, why_time, updates";

    private static final String UPSERT = """
            INSERT INTO client (id, pc, login, app, channel, platform, launcher, installed, manifest, place, folded,
                first_seen, last_seen, why, why_detail, offered, why_update, why_seq, why_time, updates, proof)
            VALUES (:id, :pc, :login, :app, :channel, :platform, :launcher, :installed, :manifest, :place, :folded,
                :now, :now, '', '', '', '', 0, 0, 0, :proof)
            ON CONFLICT (id) DO UPDATE SET pc = excluded.pc, login = excluded.login, app = excluded.app,
                channel = excluded.channel, platform = excluded.platform, launcher = excluded.launcher,
                installed = excluded.installed, manifest = excluded.manifest, place = excluded.place,
                folded = excluded.folded, last_seen = excluded.last_seen, proof = excluded.proof
            WHERE client.proof = '' OR client.proof = excluded.proof
            """;

    private ClientRows() {}

    /**
     * Several PCs that have said who they are. The first key of a PC is believed, and from then on no other.
     *
     * @return whether all of them are who they say; the others are passed over
     */
    public static boolean seen(Handle handle, Iterable<ClientInfo> clients, Instant now) {
        PreparedBatch batch = handle.prepareBatch(UPSERT);
        for (ClientInfo client : clients) {
            String installed = client.installed().orElse("");
            batch.bind("id", client.id())
                    .bind("pc", client.pc())
                    .bind("login", client.user())
                    .bind("app", client.app())
                    .bind("channel", client.channel())
                    .bind("platform", client.platform())
                    .bind("launcher", client.launcher())
                    .bind("installed", installed)
                    .bind("manifest", client.manifest().orElse(""))
                    .bind("place", Folded.of(client.pc()) + " " + client.id())
                    .bind(
                            "folded",
                            Folded.of(client.pc() + "\n" + client.user() + "\n" + installed + "\n" + client.channel()))
                    .bind("now", now.toEpochMilli())
                    .bind("proof", client.proof())
                    .add();
        }
        return batch.size() == 0 || Arrays.stream(batch.execute()).allMatch(rows -> rows != 0);
    }

    /**
     * A PC has said why it runs what it runs. What it said later stays: within one run by the reports' numbers, between
     * runs by its own clock, as far as that is not ahead of ours.
     *
     * @param said when, by the PC's clock
     * @return whether that is news
     */
    public static boolean why(
            Handle handle, String client, String update, long seq, Instant said, Instant now, Reason reason) {
        return handle.createUpdate("""
                        UPDATE client SET why = :why, why_detail = :detail, offered = :offered, why_update = :update,
                            why_seq = :seq, why_time = :said
                        WHERE id = :id AND (why_update = '' OR (why_update = :update AND why_seq < :seq)
                            OR (why_update <> :update AND (why_time <= :said OR why_time > :now)))
                        """)
                        .bind("why", reason.code())
                        .bind("detail", reason.detail())
                        .bind("offered", reason.offered())
                        .bind("update", update)
                        .bind("seq", seq)
                        .bind("said", said.toEpochMilli())
                        .bind("now", now.toEpochMilli())
                        .bind("id", client)
                        .execute()
                > 0;
    }

    /**
     * What a PC said.
     *
     * @param code one of {@link Why}'s, or of a newer launcher's
     * @param detail may be empty
     * @param offered the version that it was offered; may be empty
     */
    public record Reason(String code, String detail, String offered) {}

    /** One more update has begun. @return the how manyth of that PC */
    public static long nextUpdate(Handle handle, String client) {
        return handle.createQuery("UPDATE client SET updates = updates + 1 WHERE id = :id RETURNING updates")
                .bind("id", client)
                .mapTo(Long.class)
                .one();
    }

    /** A release was put back on a PC (SPEC A33). @return whether that is news */
    public static boolean rolledBack(Handle handle, String client, String manifest, String release, Instant now) {
        return handle.createUpdate("INSERT INTO rolled_back (client, manifest, release, time)"
                                + " VALUES (:client, :manifest, :release, :time) ON CONFLICT DO NOTHING")
                        .bind("client", client)
                        .bind("manifest", manifest)
                        .bind("release", release)
                        .bind("time", now.toEpochMilli())
                        .execute()
                > 0;
    }

    static RowMapper<Client> mapper() {
        return (row, context) -> client(row);
    }

    private static Client client(ResultSet row) throws SQLException {
        ClientInfo info = new ClientInfo(
                row.getString("id"),
                row.getString("proof"),
                row.getString("pc"),
                row.getString("login"),
                row.getString("app"),
                row.getString("channel"),
                row.getString("platform"),
                row.getString("launcher"),
                unlessEmpty(row.getString("installed")),
                unlessEmpty(row.getString("manifest")));
        long whyTime = row.getLong("why_time");
        return new Client(
                info,
                Instant.ofEpochMilli(row.getLong("first_seen")),
                Instant.ofEpochMilli(row.getLong("last_seen")),
                Why.ofCode(row.getString("why")),
                row.getString("why_detail"),
                unlessEmpty(row.getString("offered")),
                whyTime == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(whyTime)),
                row.getLong("updates"));
    }

    private static Optional<String> unlessEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}

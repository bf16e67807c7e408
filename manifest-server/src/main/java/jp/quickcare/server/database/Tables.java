package jp.quickcare.server.database;

import java.util.List;
import java.util.Set;

/** What of a database is kept in a backup and moves with it, table by table. */
final class Tables {
    /**
     * A table.
     *
     * @param key by which its rows have an order
     */
    record Table(String name, List<String> key) {}

    static final List<Table> KEPT = List.of(
            new Table("site", List.of("name")),
            new Table("sequence", List.of("name")),
            new Table("client", List.of("id")),
            new Table("rolled_back", List.of("client", "manifest")),
            new Table("update_record", List.of("id")),
            new Table("report", List.of("record_id", "seq")),
            new Table("log_entry", List.of("id")));

    /** True of this moment only. */
    static final Set<String> MOMENTARY = Set.of("server", "presence", "place");

    private Tables() {}
}

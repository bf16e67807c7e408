package jp.quickcare.server.records;

/**
 * Which updates are looked for.
 *
 * @param client only of this PC, by its id; empty for all
 * @param running only those that go on
 */
public record RecordQuery(String client, boolean running) {
    /** Every update. */
    public static final RecordQuery ALL = new RecordQuery("", false);

    /** Those that go on. */
    public static final RecordQuery RUNNING = new RecordQuery("", true);

    /** Those of one PC. */
    public static RecordQuery of(String client) {
        return new RecordQuery(client, false);
    }
}

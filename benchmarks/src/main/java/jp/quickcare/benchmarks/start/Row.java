package jp.quickcare.benchmarks.start;

import jp.quickcare.benchmarks.subject.ServerState;

/** One question asked of every subject. */
enum Row {
    /** The normal morning. */
    NOTHING_TO_UPDATE("nothing-to-update", "Start, nothing to update", ServerState.UP),
    /** The server is switched off. */
    SERVER_DEAD("server-dead", "Start, server dead (connection refused)", ServerState.DEAD),
    /** The server is sick. */
    SERVER_SILENT("server-silent", "Start, server accepts and never answers", ServerState.SILENT),
    /** From release 1 to release 2, and started. */
    UPDATE("update", "Update to the next release and start", ServerState.UP),
    /** From an empty folder to release 2, and started. */
    INSTALL("install", "Fresh install and start", ServerState.UP);

    private final String id;
    private final String title;
    private final ServerState server;

    Row(String id, String title, ServerState server) {
        this.id = id;
        this.title = title;
        this.server = server;
    }

    String benchmark() {
        return "start/" + id;
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    ServerState server() {
        return server;
    }

    /** A plain start installs and updates nothing. */
    boolean includesPlain() {
        return this != UPDATE && this != INSTALL;
    }
}

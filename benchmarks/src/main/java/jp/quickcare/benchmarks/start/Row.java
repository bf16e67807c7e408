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
    INSTALL("install", "Fresh install and start", ServerState.UP),
    /** What the first install leaves to be done in the background. */
    AFTER_INSTALL("after-install", "Off the user's path after an install: archives of class data", ServerState.UP),
    /** What an update leaves to be done in the background. */
    AFTER_UPDATE("after-update", "Off the user's path after an update: archives of class data", ServerState.UP);

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

    /** Whether it is counted along with other rows and has no runs of its own. */
    boolean isAside() {
        return this == AFTER_INSTALL || this == AFTER_UPDATE;
    }

    /** A plain start installs and updates nothing. */
    boolean includesPlain() {
        return this != UPDATE && this != INSTALL;
    }
}

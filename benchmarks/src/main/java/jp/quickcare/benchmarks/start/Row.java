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
    /** The same over a line. */
    UPDATE_100_MBIT("update-100mbit", "Update and start, over 100 Mbit/s", ServerState.UP_100_MBIT),
    /** The same over a long line. */
    UPDATE_100_MBIT_30_MS(
            "update-100mbit-30ms",
            "Update and start, over 100 Mbit/s with a round trip of 30 ms",
            ServerState.UP_100_MBIT_30_MS),
    /** The same over a long and slow line. */
    UPDATE_10_MBIT_30_MS(
            "update-10mbit-30ms",
            "Update and start, over 10 Mbit/s with a round trip of 30 ms",
            ServerState.UP_10_MBIT_30_MS),
    /** From an empty folder to release 2, and started. */
    INSTALL("install", "Fresh install and start", ServerState.UP),
    /** The same over a line. */
    INSTALL_100_MBIT("install-100mbit", "Fresh install and start, over 100 Mbit/s", ServerState.UP_100_MBIT),
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

    /** Whether it brings a client from release 1 to release 2, which a client can do once. */
    boolean isUpdate() {
        return this == UPDATE
                || this == UPDATE_100_MBIT
                || this == UPDATE_100_MBIT_30_MS
                || this == UPDATE_10_MBIT_30_MS;
    }

    /** Whether it begins with an empty folder. */
    boolean isInstall() {
        return this == INSTALL || this == INSTALL_100_MBIT;
    }

    /** Whether what crosses the line to the server is counted. */
    boolean hasLine() {
        return server.line().isPresent();
    }

    /** A plain start installs and updates nothing. */
    boolean includesPlain() {
        return !isUpdate() && !isInstall();
    }
}

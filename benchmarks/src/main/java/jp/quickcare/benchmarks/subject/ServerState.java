package jp.quickcare.benchmarks.subject;

/** How a subject's server treats its clients. */
public enum ServerState {
    /** Serves the release on offer. */
    UP,
    /** Nobody listens: connections are refused. */
    DEAD,
    /** Accepts connections and never answers. */
    SILENT
}

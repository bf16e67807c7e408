package jp.quickcare.launcher.apply;

/** What a recovery found and did. */
public enum Recovered {
    /** No change was under way. */
    NOTHING,
    /** The new release is in place now. */
    FINISHED,
    /** The old release is in place again. */
    UNDONE,
    /** The installation is gone: somebody had begun to remove it. */
    UNINSTALLED,
    /**
     * A change was under way, but its journal cannot be relied on any more (THREATS FS13). There is no receipt now, so
     * the next update looks at every file; until then nobody knows what is installed.
     */
    UNCERTAIN
}

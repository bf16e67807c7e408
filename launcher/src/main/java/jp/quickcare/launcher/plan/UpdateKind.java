package jp.quickcare.launcher.plan;

/** What an update is for the person who is asked and for the server's record (SPEC A9, A22). */
public enum UpdateKind {
    /** Nothing of the application is here yet. */
    NEW,
    /** What is missing or changed is brought. */
    DIFFERENTIAL,
    /** Every file is brought again: repair. */
    FULL,
    /** Everything is as the release says. */
    UP_TO_DATE
}

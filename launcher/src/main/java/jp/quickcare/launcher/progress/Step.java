package jp.quickcare.launcher.progress;

/** What an update is doing, in the order in which it does it. */
public enum Step {
    /** Finishing or undoing what an earlier run left. */
    RECOVER,
    /** Fetching and verifying signed metadata. */
    CHECK,
    /** Comparing what is installed with the release. */
    COMPARE,
    /** Bringing what is missing. */
    DOWNLOAD,
    /** Checking what was brought. */
    VERIFY,
    /** Putting the release in place. */
    APPLY,
    /** Writing version, shortcuts and receipt. */
    REGISTER,
    /** Starting the application. */
    START
}

package jp.quickcare.launcher.agent;

/** What became of what was asked for; the first word behind {@link Say#END}. */
enum End {
    /** The installed release starts: version of an optional update there is, and its message. */
    START,
    /** Nothing starts: the exit code. */
    STOP,
    /** The check is done: 1 where something has to be done before a start, then as {@link #START}. */
    CHECKED,
    /** A release is in place: version, kind, bytes brought, files brought, gone and kept. */
    DONE,
    /** What is installed was made whole: version, bytes brought. */
    MENDED,
    /** What is installed is what is offered: its version. */
    UP_TO_DATE,
    /** Nothing is offered: the version installed. */
    NOTHING_OFFERED,
    /** What is offered was put back here: its version, the version installed. */
    PUT_BACK,
    /** It is brought, and the next update finds it. */
    BROUGHT,
    /** What the agent is: version of its launcher, version installed, 1 where it is at work. */
    STATUS,
    /** It could not be done: a failure. */
    FAILED
}

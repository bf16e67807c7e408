package jp.quickcare.launcher.agent;

/** Why the agent does not do what somebody asks. */
enum Refusal {
    /** It is no line, or asks for nothing there is. */
    NOT_UNDERSTOOD,
    /** A line without an end. */
    TOO_LONG,
    /** Nothing was asked for in time. */
    TOO_LATE,
    /** Too many ask at once. */
    TOO_MANY,
    /** A launcher of another time, which speaks in another way. */
    OTHER_VERSION,
    /** Not the installation that the agent was set up for. */
    OTHER_INSTALLATION
}

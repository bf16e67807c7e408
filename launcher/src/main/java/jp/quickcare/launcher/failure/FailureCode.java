package jp.quickcare.launcher.failure;

/**
 * Why a command of the launcher could not do what was asked. Each code is the key of a sentence in {@code
 * messages.properties}, is what support is told, and ends a command with its documented exit code (SPEC F5).
 */
public enum FailureCode {
    /** A command, option or setting that cannot be used as given. */
    BAD_INPUT(2),
    /** The administrator lets nobody start (SPEC A6 refused). */
    REFUSED(3),
    /** The user said no to a required update, or stopped one. */
    CANCELLED(4),
    /** No server, mirror or file could be reached, or none answered in time. */
    NO_SERVER(5),
    /** What was received was signed, but is past its date: not fresh. */
    NOT_FRESH(6),
    /** What was received is not signed, not agreed on, too old or not for this PC. */
    NOT_TRUSTED(6),
    /** The release that is offered may not be installed on this PC (SPEC A22). */
    NOT_POSSIBLE(6),
    /** The release that is offered did not come up on this PC, or somebody took it back (SPEC A33). */
    PUT_BACK(6),
    /** A volume has too little room. */
    NO_SPACE(7),
    /** A file could not be read, written or moved. */
    DISK(7),
    /** The system's services could not be changed or asked, for want of the right mostly. */
    SERVICES(7),
    /** A file that would change is open in a program. */
    IN_USE(8),
    /** The same, and the release waits for the next start (SPEC A25). */
    AT_NEXT_START(8),
    /** The same, and the system puts the release in place when it starts again (SPEC A25). */
    AT_RESTART(8),
    /** New installs are forbidden (SPEC A7). */
    NEW_INSTALL_FORBIDDEN(9),
    /** Another launcher works on this installation now. */
    BUSY(10),
    /** The installed files are not those of the release. */
    DAMAGED_INSTALLATION(11),
    /** The application could not be started or did not come up. */
    CANNOT_START(12),
    /** There is no release before this one to go back to, or it is not whole (SPEC A33). */
    NO_PREVIOUS(13),
    /** The server lacks a file that the release names (SPEC A5). */
    FILE_MISSING(14),
    /** The site offers this application, on this channel and platform, to nobody. */
    NOTHING_OFFERED(16),
    /** This user may not change the installation, and no agent does it (SPEC A24). */
    NO_AGENT(17),
    /** A mistake of ours. */
    INTERNAL(70);

    private final int exitCode;

    FailureCode(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The exit code of a command that fails for this reason, 2 to 70. */
    public int exitCode() {
        return exitCode;
    }
}

package jp.quickcare.server.failure;

/** Why a command could not do what was asked; each reason is a documented exit code (SPEC F5). */
public enum FailureCode {
    /** A command, option, file or setting that cannot be used as given. */
    BAD_INPUT(2),
    /** A source could not be reached, or lacks what it should have. */
    NO_SOURCE(5),
    /** What was received is not signed, too old, or not what it should be. */
    NOT_TRUSTED(6),
    /** A file could not be read or written, or the volume is full. */
    DISK(7),
    /** Another command works on this folder now. */
    BUSY(10),
    /** A repository of ours is not as it should be. */
    DAMAGED_REPOSITORY(11),
    /** The database is damaged, newer, not ours, or not to be reached. */
    DATABASE(12),
    /** The port is taken. */
    PORT_TAKEN(15),
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

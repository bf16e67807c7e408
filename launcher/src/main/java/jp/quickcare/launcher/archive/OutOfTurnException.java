package jp.quickcare.launcher.archive;

/** Somebody wants to change the installation: what was begun for an archive is given up, and may be begun anew later. */
public final class OutOfTurnException extends Exception {
    private static final long serialVersionUID = 1L;

    /** For the installation whose turn it is. */
    public OutOfTurnException() {
        super("somebody wants to change the installation");
    }
}

package jp.quickcare.delta.format;

/**
 * A delta that cannot be what publishing made, or was not made for what lies here. Nothing of it may be used; the files
 * it was for are to be had whole.
 */
public final class DamagedDeltaException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, without a period */
    public DamagedDeltaException(String message) {
        super(message);
    }

    /** @param message what is wrong, without a period */
    public DamagedDeltaException(String message, Throwable cause) {
        super(message, cause);
    }
}

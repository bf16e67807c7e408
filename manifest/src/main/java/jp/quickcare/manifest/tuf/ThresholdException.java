package jp.quickcare.manifest.tuf;

/** Too few different keys of the role have signed (THREATS MT1, MT4, MT21). */
public final class ThresholdException extends TufException {
    private static final long serialVersionUID = 1L;

    private final String delegator;
    private final int needed;
    private final int valid;

    ThresholdException(String role, String delegator, int needed, int valid) {
        super(role, "signed by " + valid + " of the keys that " + delegator + " names for it, needed are " + needed);
        this.delegator = delegator;
        this.needed = needed;
        this.valid = valid;
    }

    /** Whose keys were counted, for example {@code root version 3}. */
    public String delegator() {
        return delegator;
    }

    /** How many different keys must sign. */
    public int needed() {
        return needed;
    }

    /** How many did. */
    public int valid() {
        return valid;
    }
}

package jp.quickcare.launcher.settings;

/** A setting that cannot be used as given. Each part is safe to show. */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String value;
    private final SettingRule allowed;

    /**
     * A refusal.
     *
     * @param key which setting
     * @param value as given; empty when it is missing
     * @param allowed what may stand there
     */
    public SettingsException(String key, String value, SettingRule allowed) {
        super(key + "=" + printable(value) + ": allowed is " + allowed);
        this.key = key;
        this.value = printable(value);
        this.allowed = allowed;
    }

    /** Which setting. */
    public String key() {
        return key;
    }

    /** What was given, cut to what a line can show. */
    public String value() {
        return value;
    }

    /** What may stand there. */
    public SettingRule allowed() {
        return allowed;
    }

    private static String printable(String value) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < value.length() && i < 80; i++) {
            char c = value.charAt(i);
            shown.append(Character.isISOControl(c) ? '?' : c);
        }
        return shown.toString();
    }
}

package jp.quickcare.launcher.talk;

/**
 * How long the same release took other PCs of the site (SPEC A6).
 *
 * @param updates how many of them, at least one
 * @param seconds the middle of how long it took, waiting included; at least one
 */
public record TookOthers(int updates, long seconds) {
    private static final long LONGEST_IN_SECONDS = 90;
    private static final long STEP = 5;

    /** As a person says it: in steps of five seconds, and above a minute and a half in minutes. */
    public String sentence(Messages messages) {
        boolean inSeconds = seconds < LONGEST_IN_SECONDS;
        long shown = inSeconds ? (seconds + STEP - 1) / STEP * STEP : Math.round(seconds / 60.0);
        String key = "ask.took." + (inSeconds ? "seconds" : "minutes") + (updates == 1 ? ".one" : "");
        return messages.say(key, (Integer) updates, (Integer) (int) shown);
    }
}

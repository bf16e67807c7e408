package jp.quickcare.launcher.durable;

import java.util.Locale;

/** How systems differ for whoever changes files. */
public final class Platform {
    /** Whether this is Windows, with its rules for files that are open. */
    public static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private Platform() {}
}

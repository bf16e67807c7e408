package jp.quickcare.launcher.durable;

import java.util.Locale;

/** The two ways in which systems differ for whoever writes durably. */
final class Platform {
    static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    static final boolean FOLDERS_CAN_BE_FLUSHED = !WINDOWS;

    private Platform() {}
}

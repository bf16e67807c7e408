package jp.quickcare.server.clients;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** Why a PC runs what it runs, and nothing newer (SPEC A37). */
public enum Why {
    /** It has what is offered. */
    UP_TO_DATE,
    /** An optional update is there that nobody has accepted yet. */
    UPDATE_KNOWN,
    /** The user said no. */
    DECLINED,
    /** It waits for a place. */
    WAITING,
    /** It reaches no server. */
    NO_SERVER,
    /** What it got is past its date. */
    NOT_FRESH,
    /** What it got is not properly signed. */
    NOT_TRUSTED,
    /** The release is not for it. */
    NOT_POSSIBLE,
    /** Too little room. */
    NO_SPACE,
    /** A file or folder cannot be read or written. */
    DISK,
    /** Files of the application are in use. */
    IN_USE,
    /** New installs are forbidden (SPEC A7). */
    NEW_INSTALL_FORBIDDEN,
    /** Another update runs there. */
    BUSY,
    /** Its installation is damaged. */
    DAMAGED,
    /** The release did not come up and was put back (SPEC A33). */
    PUT_BACK,
    /** The server lacks a file of the release. */
    FILE_MISSING,
    /** Nothing is offered to it. */
    NOTHING_OFFERED,
    /** Nobody may start now. */
    REFUSED,
    /** A mistake of the launcher's. */
    INTERNAL;

    /** As it is written on the wire, for example {@code up-to-date}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one with that code; empty for one that this server does not know. */
    public static Optional<Why> ofCode(String code) {
        return Arrays.stream(values()).filter(why -> why.code().equals(code)).findFirst();
    }

    /** One sentence, Japanese or English. */
    public String sentence(Locale locale) {
        Locale used = locale.getLanguage().equals("ja") ? Locale.JAPANESE : Locale.ROOT;
        return ResourceBundle.getBundle(
                        "jp.quickcare.server.clients.messages",
                        used,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
                .getString("why." + code());
    }
}

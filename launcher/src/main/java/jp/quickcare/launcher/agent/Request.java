package jp.quickcare.launcher.agent;

import java.util.Locale;
import jp.quickcare.launcher.agent.Line.NotUnderstoodException;

/**
 * What somebody asks the agent for. All else it needs it has of its own.
 *
 * @param ask what for
 * @param locale the language in which whoever asks reads the administrator's message
 * @param pid the process that asks, as it says; its open files are not asked about, as it could ignore them anyway
 */
record Request(Ask ask, Locale locale, long pid) {
    private static final int FIELDS = 3;

    /** All there is to ask for. */
    enum Ask {
        /** Ask the site's server, and keep what it says for the clicks to come. */
        CHECK,
        /** What a click has to do before the application may start. */
        START,
        /** The same, and the person has asked for an optional update. */
        ACCEPTED,
        /** Bring what the site offers. */
        UPDATE,
        /** Look through every file, and bring what is wrong. */
        REPAIR,
        /** Bring an optional update into staging, behind the running application. */
        BRING,
        /** Say who is there; nothing is done. */
        STATUS
    }

    /** As a line, for the agent of this installation. */
    Line toLine(String installation) {
        return new Line(
                ask.name().toLowerCase(Locale.ROOT),
                java.util.List.of(installation, locale.toLanguageTag(), (Long) pid));
    }

    /** @throws NotUnderstoodException there is no such thing to ask for, or of another installation */
    static Request of(Line line, String installation) throws NotUnderstoodException {
        Ask asked = null;
        for (Ask ask : Ask.values()) {
            if (ask.name().toLowerCase(Locale.ROOT).equals(line.say())) {
                asked = ask;
            }
        }
        if (asked == null || line.with().size() != FIELDS) {
            throw new NotUnderstoodException(Refusal.NOT_UNDERSTOOD);
        }
        if (!line.text(0).equals(installation)) {
            throw new NotUnderstoodException(Refusal.OTHER_INSTALLATION);
        }
        return new Request(asked, line.text(1).startsWith("ja") ? Locale.JAPANESE : Locale.ENGLISH, line.number(2));
    }
}

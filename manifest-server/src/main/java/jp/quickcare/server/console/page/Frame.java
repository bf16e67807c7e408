package jp.quickcare.server.console.page;

import java.util.List;
import java.util.Optional;
import jp.quickcare.server.console.words.Texts;

/**
 * What is around every page.
 *
 * @param texts the words, in the visitor's language
 * @param place which entry of the navigation is the present one; empty for none
 * @param token what each form carries back
 * @param who what the visitor may do
 * @param assets where style and scripts are
 * @param warnings what the administrator has to know on every page, in words
 * @param notice what has just been done or has failed
 */
public record Frame(
        Texts texts,
        String place,
        String token,
        Who who,
        Assets assets,
        List<String> warnings,
        Optional<Notice> notice) {
    /** How the visitor is here. */
    public enum Who {
        /** Not logged in. */
        NOBODY,
        /** Logged in with the password. */
        LOGGED_IN,
        /** At the server PC, and no password is set. */
        AT_THE_SERVER
    }

    /**
     * Names that change with their content, so that a browser keeps them for good.
     *
     * @param style the stylesheet
     * @param htmx the library
     * @param script the console's own
     * @param icon for the browser's tab
     */
    public record Assets(String style, String htmx, String script, String icon) {}

    /**
     * What has just happened.
     *
     * @param good it was done; else it failed
     * @param sentence in words
     * @param detail what support needs beside it; empty for none
     */
    public record Notice(boolean good, String sentence, String detail) {}

    /** A message of that name in the visitor's language. */
    public String t(String key, Object... arguments) {
        return texts.of(key, arguments);
    }

    /** Whether the visitor sees the navigation. */
    public boolean inside() {
        return who != Who.NOBODY;
    }

    /** The same with a notice. */
    public Frame with(Notice told) {
        return new Frame(texts, place, token, who, assets, warnings, Optional.of(told));
    }
}

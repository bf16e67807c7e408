package jp.quickcare.launcher.policy;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the last verified check said, in plain lines: the click reads it before any metadata, so this class needs
 * nothing but the JDK's plainest parts. A note to ourselves, written only after everything in it was verified.
 *
 * @param decision what was decided
 * @param required whether the release offered must be installed before the application starts (SPEC A6, A34)
 * @param version version of the release offered; empty when none is
 * @param manifestSha256 its manifest's digest in hex; empty when none is offered
 * @param requiredCounter the highest counter ever required on the channel
 * @param message by language, as the administrator wrote it
 * @param newInstalls whether a PC that never had the application may install it (SPEC A7)
 * @param siteEtag entity tag of the site's timestamp that this rests on; empty when the server gave none
 * @param releaseEtag the same of the vendor's
 * @param proxy the proxy through which the first server answered, as {@code host:port}; empty when there was none
 * @param installedSha256 digest of the installed release's manifest when this was decided; empty when none was
 * @param owed whether a start had something to bring besides, a newer launcher or a required Java runtime, and it was not
 *     there yet: then an unchanged server is no reason to start at once
 * @param checkedAtMillis when a server last confirmed it, in milliseconds since 1970
 * @param highestTimeMillis the highest time at which metadata was ever found fresh
 */
public record LastCheck(
        Decision decision,
        boolean required,
        String version,
        String manifestSha256,
        long requiredCounter,
        Map<String, String> message,
        boolean newInstalls,
        String siteEtag,
        String releaseEtag,
        String proxy,
        String installedSha256,
        boolean owed,
        long checkedAtMillis,
        long highestTimeMillis) {
    private static final String HEADER = "quickcare-check 1";
    private static final int MAX_BYTES = 256 * 1024;

    /** What the last check decided. */
    public enum Decision {
        /** The installed release is the one offered, or the site offers nothing else. */
        UP_TO_DATE("up-to-date"),
        /** Another release is offered. */
        OFFERED("offered"),
        /** Nobody may start (SPEC A6). */
        REFUSED("refused");

        private final String word;

        Decision(String word) {
            this.word = word;
        }

        static @Nullable Decision of(@Nullable String word) {
            for (Decision decision : values()) {
                if (decision.word.equals(word)) {
                    return decision;
                }
            }
            return null;
        }
    }

    /** The message in that language, else in English, else in the first there is; empty when there is none. */
    public String message(String language) {
        String text = message.get(language);
        if (text == null) {
            text = message.get("en");
        }
        if (text == null && !message.isEmpty()) {
            text = message.values().iterator().next();
        }
        return text == null ? "" : text;
    }

    /** Reads the note; null when there is none, or it is not whole: then nothing is known and a check is due. */
    public static @Nullable LastCheck read(File file) {
        try (FileInputStream in = new FileInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            return bytes.length > MAX_BYTES ? null : parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException | NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable LastCheck parse(String text) {
        if (!text.startsWith(HEADER + "\n") || !text.endsWith("\nend\n")) {
            return null;
        }
        Map<String, String> values = new LinkedHashMap<>();
        int begin = HEADER.length() + 1;
        int last = text.length() - "end\n".length();
        while (begin < last) {
            int end = text.indexOf('\n', begin);
            int equals = text.indexOf('=', begin);
            if (equals < 0 || equals > end) {
                return null;
            }
            values.put(text.substring(begin, equals), unescape(text, equals + 1, end));
            begin = end + 1;
        }
        Decision decision = Decision.of(values.get("decision"));
        if (decision == null) {
            return null;
        }
        Map<String, String> message = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            if (entry.getKey().startsWith("message.")) {
                message.put(entry.getKey().substring("message.".length()), entry.getValue());
            }
        }
        return new LastCheck(
                decision,
                "required".equals(values.get("mode")),
                value(values, "version"),
                value(values, "manifestSha256"),
                Long.parseLong(value(values, "requiredCounter")),
                message,
                "true".equals(values.get("newInstalls")),
                value(values, "siteEtag"),
                value(values, "releaseEtag"),
                value(values, "proxy"),
                value(values, "installedSha256"),
                "true".equals(values.get("owed")),
                Long.parseLong(value(values, "checkedAt")),
                Long.parseLong(value(values, "highestTimeSeen")));
    }

    private static String value(Map<String, String> values, String key) {
        String value = values.get(key);
        return value == null ? "" : value;
    }

    /** The lines of the note. */
    public String text() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        line(text, "decision", decision.word);
        line(text, "mode", required ? "required" : "optional");
        line(text, "version", version);
        line(text, "manifestSha256", manifestSha256);
        line(text, "requiredCounter", Long.toString(requiredCounter));
        for (Map.Entry<String, String> entry : message.entrySet()) {
            line(text, "message." + entry.getKey(), entry.getValue());
        }
        line(text, "newInstalls", Boolean.toString(newInstalls));
        line(text, "siteEtag", siteEtag);
        line(text, "releaseEtag", releaseEtag);
        line(text, "proxy", proxy);
        line(text, "installedSha256", installedSha256);
        line(text, "owed", Boolean.toString(owed));
        line(text, "checkedAt", Long.toString(checkedAtMillis));
        line(text, "highestTimeSeen", Long.toString(highestTimeMillis));
        return text.append("end\n").toString();
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append('=');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
        text.append('\n');
    }

    private static String unescape(String text, int begin, int end) {
        int backslash = text.indexOf('\\', begin);
        if (backslash < 0 || backslash >= end) {
            return text.substring(begin, end);
        }
        StringBuilder value = new StringBuilder(end - begin);
        for (int i = begin; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < end) {
                char escaped = text.charAt(++i);
                value.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }
}

package jp.quickcare.server.settings;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of a properties file, line by line, so that a change leaves everything else as it is: comments, order, line
 * ends, the mark at its beginning. Immutable.
 *
 * @param lines each with its line end
 * @param entries in the order of the file
 */
record SettingsText(List<String> lines, List<Entry> entries) {
    private static final String MARK = "\uFEFF";

    /**
     * One key and its value.
     *
     * @param value without the escapes, with spaces at its end
     * @param first of its lines, counted from 0
     * @param last of its lines; more than one where a line ends in a backslash
     * @param wellFormed false where an escape is none
     */
    record Entry(String key, String value, int first, int last, boolean wellFormed) {}

    SettingsText {
        lines = List.copyOf(lines);
        entries = List.copyOf(entries);
    }

    /** Decodes strictly. @return empty where the bytes are no UTF-8 */
    static Optional<String> decode(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    static SettingsText of(String text) {
        List<String> lines = List.of(text.split("(?<=\\n)|(?<=\\r)(?!\\n)", -1));
        List<Entry> entries = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            int first = at;
            String start = content(lines.get(at++), first == 0);
            if (start.isEmpty() || start.startsWith("#") || start.startsWith("!")) {
                continue;
            }
            StringBuilder whole = new StringBuilder(start);
            while (endsInEscape(whole)) {
                whole.setLength(whole.length() - 1);
                if (at < lines.size()) {
                    whole.append(content(lines.get(at++), false));
                }
            }
            entries.add(entry(whole.toString(), first, at - 1));
        }
        return new SettingsText(lines, entries);
    }

    /** Without line end, mark and the blanks before it. */
    private static String content(String line, boolean firstOfFile) {
        String unmarked = firstOfFile && line.startsWith(MARK) ? line.substring(1) : line;
        return unmarked.replaceFirst("[\\r\\n]+$", "").replaceFirst("^[ \\t\\f]+", "");
    }

    private static boolean endsInEscape(CharSequence text) {
        int backslashes = 0;
        while (backslashes < text.length() && text.charAt(text.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static Entry entry(String line, int first, int last) {
        int end = 0;
        while (end < line.length() && " \t\f=:".indexOf(line.charAt(end)) < 0) {
            end += line.charAt(end) == '\\' ? 2 : 1;
        }
        end = Math.min(end, line.length());
        String rest = line.substring(end).replaceFirst("^[ \\t\\f]*[=:]?[ \\t\\f]*", "");
        Optional<String> key = unescaped(line.substring(0, end));
        Optional<String> value = unescaped(rest);
        boolean wellFormed = key.isPresent() && value.isPresent();
        return new Entry(key.orElse(line.substring(0, end)), value.orElse(""), first, last, wellFormed);
    }

    private static Optional<String> unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '\\' || at == text.length()) {
                plain.append(c);
                continue;
            }
            char escaped = text.charAt(at++);
            if (escaped == 'u') {
                String hex = text.substring(at, Math.min(at + 4, text.length()));
                if (!hex.matches("[0-9A-Fa-f]{4}")) {
                    return Optional.empty();
                }
                plain.append((char) Integer.parseInt(hex, 16));
                at += 4;
            } else {
                int control = "tnrf".indexOf(escaped);
                plain.append(control < 0 ? escaped : "\t\n\r\f".charAt(control));
            }
        }
        return Optional.of(plain.toString());
    }

    /**
     * The same text with another value: in place of the old one, else at the end with its comment.
     *
     * @param comment lines to put above a key that the file does not have yet, each with {@code \n}
     */
    SettingsText with(String key, String value, String comment) {
        String line = key + "=" + escaped(value);
        List<String> changed = new ArrayList<>(lines);
        Optional<Entry> old =
                entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        if (old.isPresent()) {
            int first = old.get().first();
            int last = old.get().last();
            String mark = first == 0 && lines.get(0).startsWith(MARK) ? MARK : "";
            changed.subList(first, last + 1).clear();
            changed.add(first, mark + line + endOf(lines.get(last)));
        } else {
            String end = usualEnd();
            String gap = lines.get(lines.size() - 1).isEmpty() ? end : end + end;
            changed.add((isEmpty() ? "" : gap) + comment.replace("\n", end) + line + end);
        }
        return of(String.join("", changed));
    }

    private static String escaped(String value) {
        String escaped = value.replace("\\", "\\\\");
        return escaped.startsWith(" ") ? "\\" + escaped : escaped;
    }

    private static String endOf(String line) {
        return line.substring(line.length() - (line.endsWith("\r\n") ? 2 : line.matches("(?s).*[\\r\\n]") ? 1 : 0));
    }

    private String usualEnd() {
        String end = endOf(lines.get(0));
        return end.isEmpty() ? "\n" : end;
    }

    /** Whether there is not a single character. */
    boolean isEmpty() {
        return lines.size() == 1 && lines.get(0).isEmpty();
    }

    byte[] bytes() {
        return String.join("", lines).getBytes(StandardCharsets.UTF_8);
    }
}

package jp.quickcare.windows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jp.quickcare.launcher.apply.RestartMoves.Rename;

/**
 * What Windows is going to rename at its next start: texts with a zero behind each, two for a rename; the second is empty
 * for a deletion, and begins with {@code !} where a file may be replaced.
 *
 * @param pairs from and to, as they stand there
 */
record PendingRenames(List<List<String>> pairs) {
    private static final String NATIVE = "\\??\\";
    private static final String LONG = "\\\\?\\";

    PendingRenames {
        pairs = List.copyOf(pairs);
    }

    static PendingRenames of(byte[] value) {
        String text = new String(value, 0, value.length / 2 * 2, StandardCharsets.UTF_16LE);
        List<String> parts = new ArrayList<>();
        int at = 0;
        for (int end; (end = text.indexOf('\0', at)) >= 0; at = end + 1) {
            parts.add(text.substring(at, end));
        }
        // The value's own end is an odd one. An empty part before it is somebody's who took his entry back.
        List<List<String>> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < parts.size(); i += 2) {
            pairs.add(List.of(parts.get(i), parts.get(i + 1)));
        }
        return new PendingRenames(pairs);
    }

    int count() {
        return pairs.size();
    }

    /** All but these; of everybody else's none is touched. */
    PendingRenames without(List<Rename> renames) {
        List<String> ours = renames.stream()
                .map(rename -> key(WindowsPath.of(rename.from()), WindowsPath.of(rename.to())))
                .toList();
        return new PendingRenames(pairs.stream()
                .filter(pair -> !ours.contains(key(pair.get(0), pair.get(1))))
                .toList());
    }

    private static String key(String from, String to) {
        return (plain(from) + "|" + plain(to)).toLowerCase(java.util.Locale.ROOT);
    }

    private static String plain(String path) {
        String file = path.startsWith("!") ? path.substring(1) : path;
        boolean marked = file.startsWith(NATIVE) || file.startsWith(LONG);
        return marked ? file.substring(NATIVE.length()) : file;
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder();
        pairs.forEach(pair -> pair.forEach(part -> text.append(part).append('\0')));
        return text.append('\0').toString().getBytes(StandardCharsets.UTF_16LE);
    }
}

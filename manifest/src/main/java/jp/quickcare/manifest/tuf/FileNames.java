package jp.quickcare.manifest.tuf;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of metadata files, in a repository and in a client's folder. */
public final class FileNames {
    private static final Pattern WINDOWS_DEVICE =
            Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d|conin\\$|conout\\$)(\\..*)?");
    private static final Set<String> TOP_LEVEL = Set.of("root", "timestamp", "snapshot", "targets");

    private FileNames() {}

    /** In a repository: {@code 7.qc.json}, with the role percent-encoded as one path segment (RFC 3986). */
    public static String versioned(String role, long version) {
        return version + "." + encode(role, false) + ".json";
    }

    /** In a repository without consistent snapshots, and for the timestamp: {@code qc.json}. */
    public static String plain(String role) {
        return encode(role, false) + ".json";
    }

    /**
     * In a client's folder: {@code qc.json}. Percent-encoded so that no two roles share a file where case is ignored,
     * and no role names a device or leaves the folder (THREATS MT19).
     */
    public static String local(String role) {
        return TOP_LEVEL.contains(role) ? role + ".json" : encode(role, true) + ".json";
    }

    private static String encode(String role, boolean everySystem) {
        StringBuilder out = new StringBuilder();
        boolean device = everySystem
                && WINDOWS_DEVICE.matcher(role.toLowerCase(Locale.ROOT)).matches();
        for (byte b : role.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean first = out.isEmpty();
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-_.~".indexOf(c) >= 0;
            boolean upper = c >= 'A' && c <= 'Z';
            boolean hidden = everySystem && first && (device || c == '.');
            if ((plain || (upper && !everySystem)) && !hidden) {
                out.append(c);
            } else {
                out.append('%').append(String.format("%02X", (int) c));
            }
        }
        return out.toString();
    }
}

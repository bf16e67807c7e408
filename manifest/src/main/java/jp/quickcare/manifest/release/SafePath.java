package jp.quickcare.manifest.release;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import jp.quickcare.manifest.release.UnsafePathException.Reason;

/**
 * A path of a file inside a release that is the same file on every system and can lie nowhere but under the folder it
 * is resolved against. Windows' rules hold everywhere, so that a release made on one system is safe on all of them
 * (THREATS FS1, FS3 to FS8). Immutable; ordered by its text.
 */
public final class SafePath implements Comparable<SafePath> {
    /** How long a path may be, in UTF-16 units. */
    public static final int MAX_LENGTH = 260;

    /** How long one component may be, in UTF-16 units and in bytes of UTF-8: NTFS counts the one, ext4 the other. */
    public static final int MAX_COMPONENT = 255;

    private static final Set<String> DEVICES = Set.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$");
    // Windows takes the superscript digits for 1, 2 and 3.
    private static final Pattern NUMBERED_DEVICE = Pattern.compile("(COM|LPT)[0-9\u00b9\u00b2\u00b3]");
    private static final Pattern SHORT_NAME = Pattern.compile("(?=[^.]{1,8}(\\.|$))[^.]*~[0-9]+(\\.[^.]{0,3})?");
    // Marks without ink that are not of category Cf.
    private static final Pattern INVISIBLE = Pattern.compile(
            "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Co}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0f\ufff0-\uffff\\x{e0000}-\\x{e0fff}]");

    private final String path;

    private SafePath(String path) {
        this.path = path;
    }

    /**
     * Checks a path with {@code /} between its components.
     *
     * @throws UnsafePathException saying which rule it breaks
     */
    public static SafePath of(String path) throws UnsafePathException {
        if (path.length() > MAX_LENGTH) {
            throw refused(Reason.TOO_LONG, path, "has more than " + MAX_LENGTH + " characters");
        }
        for (int i = 0; i < path.length(); i++) {
            if ("\\:<>\"|?*".indexOf(path.charAt(i)) >= 0) {
                throw refused(Reason.FORBIDDEN_CHARACTER, path, "has a character with a meaning on Windows");
            }
        }
        if (INVISIBLE.matcher(path).find()) {
            throw refused(Reason.INVISIBLE_CHARACTER, path, "has a character that cannot be seen");
        }
        // Java reads its tables for the first path that it normalizes, which no path in ASCII needs.
        if (!isAscii(path) && !Normalizer.isNormalized(path, Normalizer.Form.NFC)) {
            throw refused(Reason.NOT_COMPOSED, path, "is not in the composed form NFC");
        }
        for (String component : path.split("/", -1)) {
            checkComponent(path, component);
        }
        return new SafePath(path);
    }

    private static void checkComponent(String path, String component) throws UnsafePathException {
        if (component.isEmpty() || component.equals(".") || component.equals("..")) {
            throw refused(Reason.NOT_RELATIVE, path, "does not go straight down from its folder");
        }
        if (component.length() > MAX_COMPONENT || component.getBytes(StandardCharsets.UTF_8).length > MAX_COMPONENT) {
            throw refused(Reason.TOO_LONG, path, "has a name of more than " + MAX_COMPONENT + " characters or bytes");
        }
        char last = component.charAt(component.length() - 1);
        if (last == '.' || Character.isSpaceChar(last) || Character.isSpaceChar(component.charAt(0))) {
            throw refused(Reason.EDGE, path, "has a name with a space or dot at its edge");
        }
        int dot = component.indexOf('.');
        String stem =
                (dot < 0 ? component : component.substring(0, dot)).strip().toUpperCase(Locale.ROOT);
        if (DEVICES.contains(stem) || NUMBERED_DEVICE.matcher(stem).matches()) {
            throw refused(Reason.DEVICE_NAME, path, "has the name of a device");
        }
        if (SHORT_NAME.matcher(component).matches()) {
            throw refused(Reason.SHORT_NAME, path, "has the shape of a Windows short name");
        }
    }

    private static UnsafePathException refused(Reason reason, String path, String what) {
        return new UnsafePathException(reason, "path \"" + Text.visible(path, 80) + "\" " + what);
    }

    /**
     * Makes sure that these paths are that many files on every file system: no two alike but for case, width or
     * composition, no file that is another's folder, and one spelling for each folder (THREATS FS6).
     *
     * @throws UnsafePathException naming the first pair found
     */
    public static void requireNoCollisions(Collection<SafePath> paths) throws UnsafePathException {
        Map<String, String> files = new HashMap<>();
        Map<String, String> folders = new HashMap<>();
        for (SafePath file : paths) {
            if (files.put(file.key(), file.path) != null) {
                throw refused(Reason.COLLISION, file.path, "is the same file as another of the release");
            }
            for (int slash = file.path.lastIndexOf('/'); slash > 0; slash = file.path.lastIndexOf('/', slash - 1)) {
                String folder = file.path.substring(0, slash);
                String other = folders.put(key(folder), folder);
                if (other == null) {
                    continue;
                }
                if (!other.equals(folder)) {
                    throw refused(Reason.COLLISION, file.path, "spells a folder in another way than before");
                }
                // The folders above this one were seen with it.
                break;
            }
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (folders.containsKey(file.getKey())) {
                throw refused(Reason.COLLISION, file.getValue(), "is a file and a folder at once");
            }
        }
    }

    /** What file systems that fold case, width and composition make of the path; equal keys may be one file. */
    public String key() {
        return key(path);
    }

    private static String key(String path) {
        if (isSimple(path)) {
            return path;
        }
        // Upper case first: it takes sharp s to SS and dotless i to I, which lower case alone would keep apart.
        String folded = Normalizer.normalize(path, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    private static boolean isAscii(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSimple(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c >= 0x80 || (c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return true;
    }

    /** The names from the top folder down to the file, at least one. */
    public List<String> segments() {
        return List.of(path.split("/", -1));
    }

    /** The last name. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public int compareTo(SafePath other) {
        return path.compareTo(other.path);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SafePath that && path.equals(that.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    /** The path with {@code /} between its names, as it was given. */
    @Override
    public String toString() {
        return path;
    }
}

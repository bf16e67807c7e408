package jp.quickcare.manifest.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The {@code Class-Path} attribute of a jar, by which Java adds to the class path what the release manifest does not
 * list. The publisher refuses a jar whose attribute names anything but a file of the same release: then everything that
 * Java can load is signed, and a file that was planted beside the application is not (THREATS CT8, CT9).
 */
public final class JarClassPath {
    private JarClassPath() {}

    /**
     * What the attribute names that is no file of the release.
     *
     * @param jar where the jar lies
     * @param attribute the value of {@code Class-Path}, with spaces between its entries
     * @param files every file of the release
     * @return entries as written, empty where all is well
     */
    public static List<String> leaving(SafePath jar, String attribute, Set<SafePath> files) {
        List<String> leaving = new ArrayList<>();
        for (String entry : attribute.trim().split("\\s+", -1)) {
            if (!entry.isEmpty() && !isFile(jar, entry, files)) {
                leaving.add(entry);
            }
        }
        return leaving;
    }

    private static boolean isFile(SafePath jar, String entry, Set<SafePath> files) {
        // An entry is a relative URL: a scheme, a host, a query or an escape would make it something else than a path.
        for (int i = 0; i < entry.length(); i++) {
            if (":?#%\\".indexOf(entry.charAt(i)) >= 0) {
                return false;
            }
        }
        List<String> path = new ArrayList<>(jar.segments());
        path.remove(path.size() - 1);
        for (String name : entry.split("/", -1)) {
            if (name.equals("..")) {
                if (path.isEmpty()) {
                    return false;
                }
                path.remove(path.size() - 1);
            } else if (!name.equals(".")) {
                path.add(name);
            }
        }
        try {
            return files.contains(SafePath.of(String.join("/", path)));
        } catch (UnsafePathException e) {
            return false;
        }
    }
}

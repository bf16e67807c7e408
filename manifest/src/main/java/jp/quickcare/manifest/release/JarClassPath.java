package jp.quickcare.manifest.release;

import java.net.URI;
import java.net.URISyntaxException;
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
        String folder =
                jar.toString().substring(0, jar.toString().length() - jar.name().length());
        for (String entry : attribute.trim().split("\\s+", -1)) {
            if (!entry.isEmpty() && !isFile(folder, entry, files)) {
                leaving.add(entry);
            }
        }
        return leaving;
    }

    private static boolean isFile(String folder, String entry, Set<SafePath> files) {
        try {
            URI relative = new URI(entry);
            if (relative.isAbsolute()
                    || relative.getRawAuthority() != null
                    || relative.getPath() == null
                    || relative.getPath().startsWith("/")) {
                return false;
            }
            // A made-up host gives the folder something to be relative to; ".." that leaves it stays in the path.
            String path = new URI("x", "h", "/" + folder, null)
                    .resolve(relative)
                    .normalize()
                    .getPath();
            return files.contains(SafePath.of(path.substring(1)));
        } catch (URISyntaxException | UnsafePathException e) {
            return false;
        }
    }
}

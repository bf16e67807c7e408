package jp.quickcare.launcher.apply;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Predicate;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;

/**
 * What a user has put where a release wants to be is never overwritten or deleted: it is renamed, beside where it
 * stood, to its name with {@code .user-1} (or the next free number) behind it.
 */
final class UserFiles {
    private static final int MOST_BYTES = 240;
    /** At most 4 bytes each. */
    private static final int KEPT_CHARACTERS = 60;

    private UserFiles() {}

    /**
     * A free name for what stands at a path.
     *
     * @param path relative to the home
     * @param taken says which names are spoken for although nothing stands there yet
     */
    static String freeName(Home home, String path, Predicate<String> taken) {
        String stem = shortened(path);
        for (int number = 1; ; number++) {
            String name = stem + ".user-" + number;
            if (!taken.test(name) && !Files.exists(home.folder().resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                return name;
            }
        }
    }

    /** Leaves room for what is put behind the name: no file system takes more than 255 bytes, or characters. */
    private static String shortened(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
            return path;
        }
        int kept = Character.isHighSurrogate(name.charAt(KEPT_CHARACTERS - 1)) ? KEPT_CHARACTERS - 1 : KEPT_CHARACTERS;
        return path.substring(0, path.length() - name.length() + kept);
    }

    /** Renames what stands there now. */
    static void keep(Home home, String path, FolderFlush flush) throws IOException {
        Path at = home.folder().resolve(path);
        DurableFiles.move(at, home.folder().resolve(freeName(home, path, name -> false)));
        flush.changed(at);
    }
}

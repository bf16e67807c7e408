package jp.quickcare.launcher.apply;

import java.io.IOException;
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
    private UserFiles() {}

    /**
     * A free name for what stands at a path.
     *
     * @param path relative to the home
     * @param taken says which names are spoken for although nothing stands there yet
     */
    static String freeName(Home home, String path, Predicate<String> taken) {
        for (int number = 1; ; number++) {
            String name = path + ".user-" + number;
            if (!taken.test(name) && !Files.exists(home.folder().resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                return name;
            }
        }
    }

    /** Renames what stands there now. */
    static void keep(Home home, String path, FolderFlush flush) throws IOException {
        Path at = home.folder().resolve(path);
        DurableFiles.move(at, home.folder().resolve(freeName(home, path, name -> false)));
        flush.changed(at);
    }
}

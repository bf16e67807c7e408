package jp.quickcare.sample;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder QuickCare lives in: the one its jar lies in, or the working directory when it runs from classes.
 *
 * @param path an absolute folder
 */
public record AppFolder(Path path) {

    /** @return the folder of the running application */
    public static AppFolder current() {
        Path code = Path.of(URI.create(AppFolder.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        Path folder = Files.isRegularFile(code) ? code.resolveSibling(".") : Path.of("");
        return new AppFolder(folder.toAbsolutePath().normalize());
    }

    /** @return the file the notes are kept in: the user's own, which no release ever contains */
    public Path notes() {
        return path.resolve("records").resolve("notes.db");
    }

    /** Lets SQLite load the library that lies beside the application rather than unpack its own at each start. */
    void useNativeLibraries() {
        Path libraries = path.resolve("native");
        if (Files.isRegularFile(libraries.resolve(System.mapLibraryName("sqlitejdbc")))) {
            System.setProperty("org.sqlite.lib.path", libraries.toString());
        }
    }
}

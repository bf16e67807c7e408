package jp.quickcare.launcher.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;

/** The list of classes that the command {@code install} makes before there is an installation to keep it in. */
public final class InstallRecording {
    /** System property: the temporary file that Java writes the list to. */
    private static final String FILE = "quickcare.recorded";

    private InstallRecording() {}

    /**
     * Keeps the list for the archive of the commands. Java may hold back the last few classes until the process ends;
     * they are not worth waiting for.
     */
    public static void keep(Home home) {
        String name = System.getProperty(FILE);
        ClassArchive archive = ClassArchive.ofCommands(home);
        if (name != null && archive.listed().isEmpty()) {
            try {
                DurableFiles.createFolders(home.archives());
                Files.copy(Path.of(name), archive.recorded(), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                // Commands stay as slow as they are.
                return;
            }
        }
    }

    /** Removes the temporary file, however the command ended. */
    public static void remove() {
        String name = System.getProperty(FILE);
        if (name != null) {
            try {
                Files.deleteIfExists(Path.of(name));
            } catch (IOException e) {
                // It lies where the system removes what is temporary.
                return;
            }
        }
    }
}

package jp.quickcare.launcher.register;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Folders of the user who installs, as freedesktop's Base Directory and xdg-user-dirs have them. */
final class UserFolders {
    private static final String DESKTOP = "XDG_DESKTOP_DIR=\"";

    private UserFolders() {}

    private static Path home() {
        return Path.of(System.getProperty("user.home", "/"));
    }

    /** Where the user's data lies, menu entries among it. */
    static Path data() {
        String set = System.getenv("XDG_DATA_HOME");
        return set != null && Path.of(set).isAbsolute() ? Path.of(set) : home().resolve(".local/share");
    }

    /** The desktop's folder under the name that the user's language gives it; empty when there is no desktop. */
    static Optional<Path> desktop() {
        Path named = home().resolve("Desktop");
        try {
            for (String line : Files.readAllLines(home().resolve(".config/user-dirs.dirs"))) {
                if (line.startsWith(DESKTOP) && line.endsWith("\"")) {
                    String value = line.substring(DESKTOP.length(), line.length() - 1);
                    named = Path.of(value.replace("$HOME", home().toString()));
                }
            }
        } catch (IOException e) {
            // Without the file the desktop has its usual name.
        }
        return Files.isDirectory(named) && !named.equals(home()) ? Optional.of(named) : Optional.empty();
    }
}

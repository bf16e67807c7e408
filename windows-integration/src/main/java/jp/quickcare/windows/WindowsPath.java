package jp.quickcare.windows;

import java.nio.file.Path;

/** Paths as calls of Windows take them that go past Java. */
final class WindowsPath {
    /** From here on Windows wants to be told that a long path is meant; a folder must leave room for a short name. */
    private static final int LONG = 260 - 12;

    private WindowsPath() {}

    /** The same file, also beyond 260 characters. */
    static String of(Path file) {
        String path = file.toAbsolutePath().normalize().toString();
        if (path.length() < LONG || path.startsWith("\\\\?\\")) {
            return path;
        }
        return path.startsWith("\\\\") ? "\\\\?\\UNC" + path.substring(1) : "\\\\?\\" + path;
    }
}

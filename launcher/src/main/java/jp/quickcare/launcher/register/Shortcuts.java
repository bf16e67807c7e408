package jp.quickcare.launcher.register;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;

/**
 * Keeps the shortcuts on the disk those that a release wants. Each is noted before it is made, so that none is left
 * behind by a crash.
 */
final class Shortcuts {
    private Shortcuts() {}

    static void make(Home home, Map<Path, byte[]> wanted) throws IOException {
        Set<Path> known = noted(home);
        Set<Path> both = new LinkedHashSet<>(known);
        both.addAll(wanted.keySet());
        note(home, known, both);
        for (Path old : known) {
            if (!wanted.containsKey(old)) {
                DurableFiles.delete(old);
            }
        }
        for (Map.Entry<Path, byte[]> shortcut : wanted.entrySet()) {
            write(shortcut.getKey(), shortcut.getValue());
        }
        note(home, both, wanted.keySet());
    }

    static void removeAll(Home home) throws IOException {
        make(home, Map.of());
        DurableFiles.delete(home.shortcutsNote());
    }

    private static void write(Path file, byte[] content) throws IOException {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) == content.length
                && Arrays.equals(Files.readAllBytes(file), content)) {
            return;
        }
        DurableFiles.createFolders(folderOf(file));
        DurableFiles.write(file, content);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            // Desktops start only what its owner made executable.
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static Path folderOf(Path file) {
        Path folder = file.getParent();
        if (folder == null) {
            throw new IllegalArgumentException("not a file in a folder: " + file);
        }
        return folder;
    }

    private static Set<Path> noted(Home home) throws IOException {
        Set<Path> noted = new LinkedHashSet<>();
        if (Files.isRegularFile(home.shortcutsNote(), LinkOption.NOFOLLOW_LINKS)) {
            for (String line : Files.readAllLines(home.shortcutsNote(), StandardCharsets.UTF_8)) {
                try {
                    noted.add(Path.of(line));
                } catch (InvalidPathException e) {
                    // No path of ours: somebody edited the note.
                }
            }
        }
        return noted;
    }

    private static void note(Home home, Set<Path> before, Set<Path> now) throws IOException {
        if (!before.equals(now)) {
            List<String> lines = new ArrayList<>();
            now.forEach(path -> lines.add(path + "\n"));
            DurableFiles.write(home.shortcutsNote(), String.join("", lines).getBytes(StandardCharsets.UTF_8));
        }
    }
}

package jp.quickcare.launcher.update;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.quickcare.launcher.talk.Conversation.InUse;

/**
 * Files in use as Linux tells through {@code /proc}: what a process has open, mapped, or runs. Processes of other users
 * are not told to us; their use of a file does not keep us from replacing it either.
 */
final class ProcFilesInUse implements FilesInUse {
    private final Path proc;

    ProcFilesInUse() {
        this(Path.of("/proc"));
    }

    ProcFilesInUse(Path proc) {
        this.proc = proc;
    }

    @Override
    public boolean fits() {
        return Files.isReadable(proc.resolve("self/maps"));
    }

    @Override
    public List<InUse> among(Collection<Path> files) {
        Map<String, Path> wanted = new HashMap<>();
        for (Path file : files) {
            try {
                wanted.put(file.toRealPath().toString(), file);
            } catch (IOException e) {
                // A file that is not there is not in use.
            }
        }
        List<InUse> inUse = new ArrayList<>();
        String self = Long.toString(ProcessHandle.current().pid());
        if (!wanted.isEmpty()) {
            for (Path process : children(proc)) {
                String pid = String.valueOf(process.getFileName());
                if (Character.isDigit(pid.charAt(0)) && !pid.equals(self) && !makesArchive(process)) {
                    for (Path file : usedBy(process, wanted)) {
                        inUse.add(new InUse(file, name(process) + " (" + pid + ")"));
                    }
                }
            }
        }
        return inUse;
    }

    /** What makes an archive of class data only reads the jars; what it makes of old ones fits nothing and is not named. */
    private static boolean makesArchive(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                    .contains("\0-Xshare:dump\0");
        } catch (IOException e) {
            return false;
        }
    }

    private static Collection<Path> usedBy(Path process, Map<String, Path> wanted) {
        Map<String, Path> found = new HashMap<>();
        List<Path> links = new ArrayList<>(children(process.resolve("fd")));
        links.add(process.resolve("exe"));
        for (Path link : links) {
            try {
                note(Files.readSymbolicLink(link).toString(), wanted, found);
            } catch (IOException e) {
                // The process, or this file of it, is gone by now, or is another user's.
            }
        }
        try (var lines = Files.lines(process.resolve("maps"), StandardCharsets.UTF_8)) {
            lines.forEach(line -> {
                int slash = line.indexOf('/');
                if (slash >= 0) {
                    note(line.substring(slash), wanted, found);
                }
            });
        } catch (IOException | java.io.UncheckedIOException e) {
            // As above.
        }
        return found.values();
    }

    private static void note(String path, Map<String, Path> wanted, Map<String, Path> found) {
        Path file = wanted.get(path);
        if (file != null) {
            found.put(path, file);
        }
    }

    private static String name(Path process) {
        try {
            return Files.readString(process.resolve("comm"), StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            return "?";
        }
    }

    private static List<Path> children(Path folder) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(children::add);
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            // A process that is gone, or another user's.
        }
        return children;
    }
}

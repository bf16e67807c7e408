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
        String asker = String.valueOf(System.getenv(WORKS_FOR));
        if (!wanted.isEmpty()) {
            String common = common(wanted.keySet());
            for (Path process : children(proc)) {
                String pid = String.valueOf(process.getFileName());
                if (Character.isDigit(pid.charAt(0)) && !pid.equals(self) && !pid.equals(asker)) {
                    for (Path file : usedBy(process, wanted, common)) {
                        inUse.add(new InUse(file, name(process) + " (" + pid + ")"));
                    }
                }
            }
        }
        return inUse;
    }

    private static Collection<Path> usedBy(Path process, Map<String, Path> wanted, String common) {
        Map<String, Path> found = new HashMap<>();
        try {
            note(Files.readSymbolicLink(process.resolve("exe")).toString(), wanted, found);
        } catch (IOException e) {
            // A thread of the kernel, which has no files, or a process that is gone or another user's.
            return List.of();
        }
        List<Path> links = children(process.resolve("fd"));
        for (Path link : links) {
            try {
                note(Files.readSymbolicLink(link).toString(), wanted, found);
            } catch (IOException e) {
                // The process, or this file of it, is gone by now, or is another user's.
            }
        }
        for (String line : maps(process, common)) {
            note(line, wanted, found);
        }
        return found.values();
    }

    /**
     * The mapped files of a process that lie where the wanted ones do. Hundreds of processes map thousands of files, of
     * which hardly one is wanted: where none is, nothing is taken apart.
     */
    private static List<String> maps(Path process, String common) {
        try {
            String maps = new String(Files.readAllBytes(process.resolve("maps")), StandardCharsets.ISO_8859_1);
            String asBytes = new String(common.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            if (!maps.contains(asBytes)) {
                return List.of();
            }
            List<String> files = new ArrayList<>();
            for (String line : maps.lines().toList()) {
                int slash = line.indexOf('/');
                if (slash >= 0) {
                    byte[] bytes = line.substring(slash).getBytes(StandardCharsets.ISO_8859_1);
                    files.add(new String(bytes, StandardCharsets.UTF_8));
                }
            }
            return files;
        } catch (IOException e) {
            // The process is gone by now, or is another user's.
            return List.of();
        }
    }

    /** What all of these begin with. */
    private static String common(Collection<String> paths) {
        String common = paths.iterator().next();
        for (String path : paths) {
            int same = 0;
            while (same < Math.min(common.length(), path.length()) && common.charAt(same) == path.charAt(same)) {
                same++;
            }
            common = common.substring(0, same);
        }
        return common;
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

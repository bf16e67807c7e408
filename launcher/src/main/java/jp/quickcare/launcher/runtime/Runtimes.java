package jp.quickcare.launcher.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;

/**
 * The Java runtimes of an installation: each version in a folder of its own under {@code runtime/}, and {@code
 * runtime/current} with the name of the one that the next start uses. A new one is complete and on the disk before it
 * is named, and the one that runs is never touched. The caller holds the lock of the installation.
 */
public final class Runtimes {
    private static final String CURRENT = "current";

    private Runtimes() {}

    /** The folder of them all. */
    public static Path folder(Home home) {
        return home.folder().resolve("runtime");
    }

    /** The runtime that the next start uses; empty where the installation brings none of its own. */
    public static Optional<Path> inForce(Home home) {
        return name(home).map(folder(home)::resolve).filter(Files::isDirectory);
    }

    /** The name of its folder: its version. */
    public static Optional<String> name(Home home) {
        try {
            String name = Files.readString(folder(home).resolve(CURRENT), StandardCharsets.UTF_8)
                    .strip();
            return isName(name) ? Optional.of(name) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isName(String name) {
        return name.matches("[0-9A-Za-z][0-9A-Za-z._+-]{0,99}") && !name.equals(CURRENT);
    }

    /** Copies the runtime of an install package, unless one is in force. */
    public static void installFirst(Home home, Path packaged) throws IOException {
        if (inForce(home).isPresent() || !Files.isDirectory(packaged)) {
            return;
        }
        String name = version(packaged);
        Path unfinished = begin(home, name);
        copy(packaged, unfinished);
        finish(home, unfinished, name);
    }

    /** An empty folder for a runtime that is not in force yet. */
    static Path begin(Home home, String name) throws IOException {
        if (!isName(name)) {
            throw new IOException("no name for a runtime: " + name);
        }
        Path unfinished = folder(home).resolve(name + DurableFiles.UNFINISHED);
        DurableFiles.deleteTree(unfinished);
        DurableFiles.createFolders(unfinished);
        return unfinished;
    }

    /** Puts it in place, whole, and has the next start use it. */
    static void finish(Home home, Path unfinished, String name) throws IOException {
        Path place = folder(home).resolve(name);
        DurableFiles.deleteTree(place);
        DurableFiles.move(unfinished, place);
        DurableFiles.flushFolder(folder(home));
        DurableFiles.write(folder(home).resolve(CURRENT), (name + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Removes runtimes that are neither in force nor run; one that something still runs from is left for later. */
    public static void removeOld(Home home) throws IOException {
        Optional<Path> kept = inForce(home);
        if (kept.isEmpty()) {
            return;
        }
        for (Path child : DurableFiles.children(folder(home))) {
            boolean named = child.equals(kept.get()) || child.endsWith(CURRENT);
            if (!named && !isRunning(child)) {
                remove(child);
            }
        }
    }

    private static void remove(Path runtime) throws IOException {
        Path leaving = runtime.resolveSibling(runtime.getFileName() + DurableFiles.UNFINISHED);
        try {
            // Windows renames no folder with an open file in it: all of it goes, or none.
            if (!leaving.equals(runtime) && !runtime.toString().endsWith(DurableFiles.UNFINISHED)) {
                Files.move(runtime, leaving);
            } else {
                leaving = runtime;
            }
        } catch (FileSystemException e) {
            return;
        }
        DurableFiles.deleteTree(leaving);
    }

    private static boolean isRunning(Path runtime) {
        return Path.of(System.getProperty("java.home")).startsWith(runtime)
                || ProcessHandle.allProcesses()
                        .flatMap(process -> process.info().command().stream())
                        .anyMatch(command -> Path.of(command).startsWith(runtime));
    }

    /** As the runtime itself says, in its file {@code release}. */
    static String version(Path runtime) throws IOException {
        Path file = runtime.resolve("release");
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.substring("JAVA_VERSION=".length())
                            .replace("\"", "")
                            .strip())
                    .filter(Runtimes::isName)
                    .findFirst()
                    .orElseThrow(() -> new IOException("no JAVA_VERSION in " + file));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> found = Files.walk(from)) {
            for (Path source : (Iterable<Path>) found::iterator) {
                Path target = to.resolve(from.relativize(source).toString());
                if (Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
                    DurableFiles.createFolders(target);
                } else if (Files.isRegularFile(source)) {
                    Files.copy(source, target);
                    DurableFiles.flushFile(target);
                }
            }
        }
    }
}

package jp.quickcare.launcher.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.manifest.digest.Sha256;

/**
 * The Java runtimes of an installation: each version in a folder of its own under {@code runtime/}, and {@code
 * runtime/current} with the name of the one that the next start uses. A new one is complete and on the disk before it
 * is named, and the one that runs is never touched. The caller holds the lock of the installation.
 */
public final class Runtimes {
    private static final String CURRENT = "current";
    private static final String FAILED = "failed";
    private static final int WORDS_OF_FAILURE = 3;
    private static final Duration TRIED_AGAIN_AFTER = Duration.ofDays(1);

    /**
     * What {@code runtime/current} says of the one in force.
     *
     * @param name of its folder: its version
     * @param manifestSha256 hex; empty when it came with the install package
     * @param counter its place in the order of releases; 0 when it came with the install package
     */
    public record Named(String name, String manifestSha256, long counter) {
        private String text() {
            return manifestSha256.isEmpty() ? name + "\n" : name + "\n" + manifestSha256 + "\n" + counter + "\n";
        }
    }

    private Runtimes() {}

    /** The folder of them all. */
    public static Path folder(Home home) {
        return home.folder().resolve("runtime");
    }

    /** The runtime that the next start uses; empty where the installation brings none of its own. */
    public static Optional<Path> inForce(Home home) {
        return named(home).map(Named::name).map(folder(home)::resolve).filter(Files::isDirectory);
    }

    /** The same as it is noted; empty without a note that makes sense. */
    public static Optional<Named> named(Home home) {
        try {
            List<String> lines = Files.readAllLines(folder(home).resolve(CURRENT), StandardCharsets.UTF_8);
            String name = lines.isEmpty() ? "" : lines.get(0).strip();
            boolean released = lines.size() > 2 && Sha256.isHex(lines.get(1));
            return !isName(name)
                    ? Optional.empty()
                    : Optional.of(
                            released
                                    ? new Named(name, lines.get(1), Long.parseLong(lines.get(2)))
                                    : new Named(name, "", 0));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The version's name, or, while another runtime of that name is there, with its digest behind it. */
    static String freeName(Home home, String version, Sha256 release) {
        boolean taken = Files.exists(folder(home).resolve(version), LinkOption.NOFOLLOW_LINKS);
        return taken ? version + "-" + release.hex().substring(0, 8) : version;
    }

    /**
     * Whether this release did not run the launcher on this PC, and is not to be tried now: again with another launcher, or
     * tomorrow, for what kept it from running may have been somebody else's doing.
     *
     * @param launcher version of the one in force
     */
    public static boolean hasFailed(Home home, Sha256 release, String launcher, Instant now) {
        return failures(home).stream()
                .map(line -> line.split(" ", -1))
                .filter(words -> words.length == WORDS_OF_FAILURE)
                .anyMatch(words ->
                        words[0].equals(release.hex()) && words[1].equals(launcher) && isOfToday(words[2], now));
    }

    private static boolean isOfToday(String failedAt, Instant now) {
        try {
            Duration since = Duration.between(Instant.parse(failedAt), now);
            return !since.isNegative() && since.compareTo(TRIED_AGAIN_AFTER) < 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static List<String> failures(Home home) {
        try {
            return Files.readAllLines(folder(home).resolve(FAILED), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Notes that a release did not run. */
    public static void noteFailed(Home home, Sha256 release, String launcher, Instant now) throws IOException {
        List<String> lines = new ArrayList<>(failures(home));
        lines.removeIf(line -> line.startsWith(release.hex()));
        lines.add(release.hex() + " " + launcher + " " + now);
        String text = String.join("\n", lines) + "\n";
        DurableFiles.write(folder(home).resolve(FAILED), text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isName(String name) {
        return name.matches("[0-9A-Za-z][0-9A-Za-z._+-]{0,99}") && !name.equals(CURRENT) && !name.equals(FAILED);
    }

    /** Copies the runtime of an install package, unless one is in force. */
    public static void installFirst(Home home, Path packaged) throws IOException {
        if (inForce(home).isPresent() || !Files.isDirectory(packaged)) {
            return;
        }
        String name = version(packaged);
        Path unfinished = begin(home, name);
        copy(packaged, unfinished);
        finish(home, unfinished, new Named(name, "", 0));
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
    static void finish(Home home, Path unfinished, Named named) throws IOException {
        Path place = folder(home).resolve(named.name());
        DurableFiles.deleteTree(place);
        DurableFiles.move(unfinished, place);
        DurableFiles.flushFolder(folder(home));
        DurableFiles.write(folder(home).resolve(CURRENT), named.text().getBytes(StandardCharsets.UTF_8));
    }

    /** Whether any but the one in force is there. */
    public static boolean hasOld(Home home) throws IOException {
        Optional<Path> kept = inForce(home);
        if (kept.isEmpty()) {
            return false;
        }
        try (Stream<Path> children = Files.list(folder(home))) {
            return children.anyMatch(child -> !child.equals(kept.get()) && Files.isDirectory(child));
        }
    }

    /** Removes runtimes that are neither in force nor run; one that something still runs from is left for later. */
    public static void removeOld(Home home) throws IOException {
        Optional<Path> kept = inForce(home);
        if (kept.isEmpty()) {
            return;
        }
        for (Path child : DurableFiles.children(folder(home))) {
            boolean named = child.equals(kept.get()) || child.endsWith(CURRENT) || child.endsWith(FAILED);
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
                    Files.createDirectories(target);
                } else if (Files.isRegularFile(source)) {
                    Files.copy(source, target);
                    // What a JDK puts together has files that not even their owner may write, and so not flush.
                    if (!target.toFile().setWritable(true)) {
                        throw new AccessDeniedException(target.toString());
                    }
                }
            }
        }
        flush(to);
    }

    /** Makes a runtime that was written durable, the contents of its files and then the names in all its folders. */
    static void flush(Path runtime) throws IOException {
        List<Path> files = new ArrayList<>();
        List<Path> folders = new ArrayList<>();
        try (Stream<Path> found = Files.walk(runtime)) {
            found.forEach(path -> (Files.isDirectory(path) ? folders : files).add(path));
        }
        DurableFiles.flushFiles(files);
        for (Path folder : folders) {
            DurableFiles.flushFolder(folder);
        }
    }
}

package jp.quickcare.benchmarks.application;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whole folders: removed, compared, copied. */
public final class Folders {
    private Folders() {}

    /**
     * Removes a folder with everything in it.
     *
     * @param folder need not exist
     * @throws IOException if something stays
     */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }

    /**
     * Copies files, with their folders, over what is there.
     *
     * @param from an existing folder
     * @param to made when missing
     * @throws IOException if the disk refuses
     */
    public static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            Path parent = target.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Returns the first file of one folder that another has not, bit for bit. Further files there do not count.
     *
     * @param expected folder with the right files
     * @param actual folder to check
     * @return the path of the file, relative to the folder; empty if all are there
     * @throws IOException if a file cannot be read
     */
    public static Optional<Path> firstDifference(Path expected, Path actual) throws IOException {
        for (Path file : files(expected)) {
            Path name = expected.relativize(file);
            Path other = actual.resolve(name.toString());
            if (!Files.exists(other) || Files.mismatch(file, other) >= 0) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns all files of a folder and of what is below it.
     *
     * @param folder an existing folder
     * @return their paths with that of the folder in front, in order
     * @throws IOException if a folder cannot be read
     */
    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}

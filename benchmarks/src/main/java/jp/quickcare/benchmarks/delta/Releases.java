package jp.quickcare.benchmarks.delta;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import jp.quickcare.benchmarks.application.Folders;

/** Real releases in folders, brought by Maven's own resolver and kept. */
public final class Releases {
    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";

    private final Path folder;

    /** @param folder where releases are kept */
    public Releases(Path folder) {
        this.folder = folder;
    }

    /** The folder of one release, brought when it is not there. */
    public Path of(ReleasePair pair, String version) throws IOException, InterruptedException {
        Path release = folder.resolve(pair.name() + "-" + version);
        if (Files.exists(release)) {
            return release;
        }
        Path brought = folder.resolve("brought");
        Path unpacked = folder.resolve("unpacked");
        Folders.delete(brought);
        Folders.delete(unpacked);
        bring(pair.artifact().formatted(version), brought);
        try (Stream<Path> files = Files.list(brought)) {
            Path file = files.findFirst().orElseThrow();
            if (pair.isZip()) {
                unpack(file, unpacked);
            } else {
                Files.createDirectories(unpacked);
                // The version is in the manifest's list of files, not in the tree: an installed jar keeps its name.
                Files.move(file, unpacked.resolve(pair.name() + ".jar"));
            }
        }
        Folders.delete(brought);
        return Files.move(unpacked, release);
    }

    private static void bring(String artifact, Path to) throws IOException, InterruptedException {
        Files.createDirectories(to);
        Process maven = new ProcessBuilder("mvn", "-q", "-B", COPY, "-Dartifact=" + artifact, "-DoutputDirectory=" + to)
                .directory(to.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(maven.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (maven.waitFor() != 0) {
            throw new IOException("Maven did not bring " + artifact + ": " + output.strip());
        }
    }

    /** Unpacks without the top folder, whose name has the version. */
    private static void unpack(Path zip, Path to) throws IOException {
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
                Path file = to.resolve(name).normalize();
                if (!file.startsWith(to)) {
                    throw new IOException("An entry that leads out of " + zip);
                }
                if (!entry.isDirectory()) {
                    Files.createDirectories(file.getParent());
                    Files.copy(entries, file);
                }
            }
        }
    }
}

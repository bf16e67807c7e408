package jp.quickcare.launcher.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jp.quickcare.launcher.archive.PackageArchive;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.JavaProgram;
import jp.quickcare.launcher.settings.SettingsFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * A prepared package on the disk, as a folder and as a zip with that folder in it. Both have their names only when they
 * are whole.
 *
 * @param folder to make
 * @param source the package whose files it has
 */
record PackageFolder(Path folder, Path source) {
    private static final Set<String> PREPARED = Set.of(
            PreparedPackage.SETTINGS,
            PreparedPackage.RELEASE_ROOT,
            PreparedPackage.SITE_ROOT,
            PreparedPackage.CERTIFICATES,
            PackageArchive.FILE,
            PackageArchive.OPTIONS);
    private static final int EXECUTABLE = 0100755;
    private static final int PLAIN = 0100644;

    Path zip() {
        return folder.resolveSibling(folder.getFileName() + ".zip");
    }

    /** @param prepared contents of the files that make it one for a site, by name */
    void write(Map<String, byte[]> prepared) throws IOException {
        Path parent = folder.getParent();
        if (parent == null) {
            throw new IOException("no folder to put it in");
        }
        Files.createDirectories(parent);
        Path unfinished = Files.createTempDirectory(parent, ".package");
        try {
            List<Path> files = files();
            for (Path file : files) {
                copy(file, unfinished);
            }
            for (Map.Entry<String, byte[]> file : prepared.entrySet()) {
                Files.write(unfinished.resolve(file.getKey()), file.getValue());
            }
            makeReadable(unfinished);
            makeArchive(unfinished);
            Path packed = unfinished.resolve("zip");
            try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(packed)) {
                pack(unfinished, out);
            }
            Files.move(packed, zip(), StandardCopyOption.ATOMIC_MOVE);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            if (Files.exists(unfinished)) {
                DurableFiles.deleteTree(unfinished);
            }
        }
    }

    /** What was prepared for another site in the package this one is made from is not handed on. */
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(source)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(source::relativize)
                    .filter(file -> !PREPARED.contains(file.toString()))
                    .sorted()
                    .toList();
        }
    }

    private void copy(Path file, Path target) throws IOException {
        Path copied = target.resolve(file.toString());
        Path parent = copied.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.copy(source.resolve(file), copied, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static void makeArchive(Path unfinished) throws IOException {
        Path own = unfinished.resolve("runtime");
        try {
            PackageArchive.make(unfinished, Files.isDirectory(own) ? JavaProgram.in(own) : JavaProgram.here());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** A temporary folder is its maker's alone; what is pushed is read by other users of other PCs. */
    private static void makeReadable(Path unfinished) throws IOException {
        if (Files.getFileStore(unfinished).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(
                    unfinished, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private void pack(Path unfinished, ZipArchiveOutputStream out) throws IOException {
        try (Stream<Path> all = Files.walk(unfinished)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                if (file.equals(unfinished.resolve("zip"))) {
                    continue;
                }
                String name = folder.getFileName() + "/"
                        + unfinished.relativize(file).toString().replace('\\', '/');
                ZipArchiveEntry entry = new ZipArchiveEntry(name);
                // In UTC besides: the archive of class data is for jars of exactly these times.
                entry.setLastModifiedTime(Files.getLastModifiedTime(file));
                entry.setUnixMode(Files.isExecutable(file) ? EXECUTABLE : PLAIN);
                out.putArchiveEntry(entry);
                Files.copy(file, (OutputStream) out);
                out.closeArchiveEntry();
            }
        }
    }

    /** Settings as the file has them. */
    static byte[] text(Properties settings) {
        StringBuilder text =
                new StringBuilder("# What an installation from this package knows. docs/it.md explains each.\n");
        for (String key : new TreeSet<>(settings.stringPropertyNames())) {
            SettingsFile.line(text, key, settings.getProperty(key));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}

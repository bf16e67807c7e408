package jp.quickcare.launcher.archive;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.durable.Platform;

/**
 * The archive of class data that a prepared package brings for its own install, which Java would otherwise begin by
 * reading two thousand classes. It fits where the PC's Java is the one that made it and the jars have kept their times;
 * elsewhere Java passes it over without a word. Not on Windows, whose programs have no such path as is used here.
 */
public final class PackageArchive {
    /** Its file in the package. */
    public static final String FILE = "install.jsa";

    /** Options of Java for it, as an options file. */
    public static final String OPTIONS = "install.options";

    /**
     * The package's folder, as the script opens it. Java takes an archive only for the very paths it was made with, and a
     * package lies elsewhere on each PC.
     */
    private static final String PACKAGE = "/proc/self/fd/9/";

    /** What a zip can say of a time. */
    private static final long TIME_STEP_MILLIS = 2_000;

    private static final long LONGEST_MINUTES = 2;

    private final Path folder;

    private PackageArchive(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes it; where that cannot be, the package is one without, which installs as well and a little later.
     *
     * @param folder of the package
     * @param java the program that its install is going to be run by, as far as is known
     * @throws IOException the package cannot be read or written
     */
    public static void make(Path folder, String java) throws IOException, InterruptedException {
        if (!Platform.WINDOWS
                && Files.isDirectory(Path.of("/proc/self/fd"))
                && Files.isRegularFile(folder.resolve("bin/launcher"))) {
            new PackageArchive(folder).make(java);
        }
    }

    private void make(String java) throws IOException, InterruptedException {
        List<Path> jars = jars();
        for (Path jar : jars) {
            roundTime(jar);
        }
        List<String> paths = new ArrayList<>();
        for (Path jar : jars) {
            paths.add(PACKAGE + folder.relativize(jar));
        }
        String classPath = String.join(":", paths);
        Path list = folder.resolve("install.classes");
        Path parent = jars.get(0).getParent();
        JavaStart start = new JavaStart(java, List.of(), classPath, jars);
        try {
            String classes = new OwnClasses(parent == null ? folder : parent)
                    .ofCommands()
                    .addRuntime(start)
                    .toString();
            Files.writeString(list, classes, StandardCharsets.UTF_8);
            if (dump(start, list)) {
                Files.writeString(folder.resolve(OPTIONS), options(classPath), StandardCharsets.UTF_8);
            } else {
                Files.deleteIfExists(folder.resolve(FILE));
            }
        } finally {
            Files.deleteIfExists(list);
        }
    }

    /** A much newer Java says at once that it has no use for it, where nobody would understand that. */
    private static String options(String classPath) {
        return "\"-Xlog:cds*=off\"\n\"-XX:SharedArchiveFile=" + PACKAGE + FILE + "\"\n-XX:+VerifySharedSpaces\n-cp\n\""
                + classPath + "\"\n";
    }

    /** In the order of the class path: the launcher's, then the bootstrap's. */
    private List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (Path version : DurableFiles.children(folder.resolve("launcher"))) {
            DurableFiles.children(version).stream()
                    .filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .forEach(jars::add);
        }
        jars.add(folder.resolve("bootstrap.jar"));
        return jars;
    }

    private static void roundTime(Path jar) throws IOException {
        long millis = Files.getLastModifiedTime(jar).toMillis();
        Files.setLastModifiedTime(jar, FileTime.fromMillis(millis - Math.floorMod(millis, TIME_STEP_MILLIS)));
    }

    private boolean dump(JavaStart start, Path list) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "exec 9<\"$1\"; shift; exec \"$@\"",
                        "sh",
                        folder.toString(),
                        start.java(),
                        ArchiveDump.COLLECTOR,
                        "-Xshare:dump",
                        "-XX:SharedClassListFile=" + list,
                        "-XX:SharedArchiveFile=" + folder.resolve(FILE),
                        "-cp",
                        start.classPath())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        try {
            process.getOutputStream().close();
            return process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)
                    && process.exitValue() == 0
                    && Files.isRegularFile(folder.resolve(FILE));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}

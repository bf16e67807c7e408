package jp.quickcare.benchmarks.application;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Makes both releases of the application in a folder, or finds them there from an earlier run. */
public final class ApplicationGenerator {
    private static final String OWN_JAR = "care.jar";
    private static final int MOST_PICTURE_BYTES = 16_000;
    private static final int MOST_TABLE_ROWS = 500;

    private final ApplicationPlan plan;
    private final Path folder;

    private ApplicationGenerator(ApplicationPlan plan, Path folder) {
        this.plan = plan;
        this.folder = folder;
    }

    /**
     * Makes the two releases.
     *
     * @param plan what to make
     * @param parent folder that keeps generated applications between runs
     * @return release 1 and release 2
     * @throws IOException if the disk refuses
     */
    public static List<GeneratedApplication> generate(ApplicationPlan plan, Path parent) throws IOException {
        Path folder = parent.resolve(plan.folderName()).toAbsolutePath();
        var generator = new ApplicationGenerator(plan, folder);
        Path done = folder.resolve("complete");
        if (!Files.exists(done)) {
            generator.write();
            Files.writeString(done, plan.toString());
        }
        return List.of(generator.release("1"), generator.release("2"));
    }

    private void write() throws IOException {
        Folders.delete(folder);
        var sources = new ApplicationSources(plan);
        Map<String, byte[]> classes = MemoryCompiler.compile(sources.release1(), List.of());
        Path first = folder.resolve("1");
        Files.createDirectories(first.resolve("lib"));
        Path second = folder.resolve("2");
        Files.createDirectories(second.resolve("lib"));
        writeOwnJar(classes, first.resolve(OWN_JAR));
        for (int i = 0; i < plan.libraries(); i++) {
            String name = libraryJar(i);
            writeLibrary(i, plan.seed(), classes, first.resolve(name));
            if (i < plan.changedLibraries()) {
                writeLibrary(i, plan.seed() + 1, classes, second.resolve(name));
            } else {
                Files.copy(first.resolve(name), second.resolve(name));
            }
        }
        var changed = new TreeMap<>(classes);
        changed.putAll(MemoryCompiler.compile(sources.changedInRelease2(), List.of(first.resolve(OWN_JAR))));
        writeOwnJar(changed, second.resolve(OWN_JAR));
    }

    private void writeOwnJar(Map<String, byte[]> classes, Path file) throws IOException {
        try (var jar = new JarWriter(file)) {
            jar.add("META-INF/MANIFEST.MF", manifest());
            for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
                if (entry.getKey().startsWith("care/")) {
                    jar.add(entry.getKey(), entry.getValue());
                }
            }
        }
    }

    private byte[] manifest() {
        var text = new StringBuilder(
                "Manifest-Version: 1.0\r\nMain-Class: %s\r\nClass-Path: ".formatted(ApplicationSources.MAIN_CLASS));
        for (int i = 0; i < plan.libraries(); i++) {
            text.append(i == 0 ? "" : "\r\n  ").append(libraryJar(i));
        }
        return text.append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Half of the bytes are tables that deflate well, half are pictures that do not. */
    private void writeLibrary(int index, long seed, Map<String, byte[]> classes, Path file) throws IOException {
        var random = new SplittableRandom(seed * 1_000 + index);
        try (var jar = new JarWriter(file)) {
            String name = ApplicationSources.libraryName(index).replace('.', '/') + ".class";
            jar.add(name, classes.getOrDefault(name, new byte[0]));
            for (int i = 0; jar.writtenBytes() < plan.libraryBytes(); i++) {
                jar.add("tables/table%04d.csv".formatted(i), table(random));
                var picture = new byte[1_000 + random.nextInt(MOST_PICTURE_BYTES)];
                random.nextBytes(picture);
                jar.add("pictures/picture%04d.png".formatted(i), picture);
            }
        }
    }

    private static byte[] table(SplittableRandom random) {
        var text = new StringBuilder();
        int rows = 40 + random.nextInt(MOST_TABLE_ROWS);
        for (int i = 0; i < rows; i++) {
            text.append(random.nextInt(1_000_000)).append(';');
            text.append(ApplicationSources.words(random, 10)).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String libraryJar(int index) {
        return "lib/library%02d.jar".formatted(index);
    }

    private GeneratedApplication release(String version) {
        var jars = new ArrayList<>(List.of(OWN_JAR));
        for (int i = 0; i < plan.libraries(); i++) {
            jars.add(libraryJar(i));
        }
        return new GeneratedApplication(version, folder.resolve(version), ApplicationSources.MAIN_CLASS, jars);
    }
}

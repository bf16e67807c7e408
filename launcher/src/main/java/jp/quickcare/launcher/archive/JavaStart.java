package jp.quickcare.launcher.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import jp.quickcare.manifest.digest.Sha256;

/**
 * One way in which Java is started, as far as an archive of class data depends on it.
 *
 * @param java the program
 * @param options those that were set for the application; they may choose how Java lays out its memory
 * @param classPath as it is given to Java
 * @param files the jars that classes come from, in any fixed order
 */
public record JavaStart(String java, List<String> options, String classPath, List<Path> files) {
    /** What a runtime is known by: no two builds have the same sizes and times of all of these. */
    private static final List<String> RUNTIME =
            List.of("release", "lib/modules", "lib/server/libjvm.so", "bin/server/jvm.dll");

    /** Keeps copies of the lists. */
    public JavaStart {
        options = List.copyOf(options);
        files = List.copyOf(files);
    }

    /**
     * A digest of everything that makes an archive unfit when it changes: the runtime, the options, the class path, and
     * size and time of each jar.
     *
     * @throws IOException the runtime or a jar cannot be looked at
     */
    public Sha256 key() throws IOException {
        StringBuilder text = new StringBuilder();
        Path runtime = runtime();
        text.append(runtime).append('\n');
        for (String name : RUNTIME) {
            Path file = runtime.resolve(name);
            if (Files.isRegularFile(file)) {
                stamp(text, file);
            }
        }
        for (String option : options) {
            text.append(option).append('\n');
        }
        text.append(classPath).append('\n');
        for (Path file : files) {
            stamp(text, file);
        }
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The folder of the runtime that the program belongs to. */
    Path runtime() throws IOException {
        Path bin = Path.of(java).toRealPath().getParent();
        Path runtime = bin == null ? null : bin.getParent();
        if (runtime == null) {
            throw new IOException("no runtime around " + java);
        }
        return runtime;
    }

    private static void stamp(StringBuilder text, Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        text.append(file).append(' ').append(attributes.size()).append(' ');
        text.append(attributes.lastModifiedTime().toMillis()).append('\n');
    }
}

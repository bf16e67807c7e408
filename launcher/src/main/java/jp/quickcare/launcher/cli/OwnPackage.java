package jp.quickcare.launcher.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import org.jspecify.annotations.Nullable;

/** The files that this launcher runs from: a package that IT installs from, or an installation. */
final class OwnPackage {
    private static final String BOOTSTRAP = "bootstrap.jar";

    private OwnPackage() {}

    /** The folder of the jars that this launcher runs from. */
    static Path jars() throws KeepFailure {
        CodeSource source = OwnPackage.class.getProtectionDomain().getCodeSource();
        try {
            Path jar = source == null ? null : Path.of(source.getLocation().toURI());
            if (jar != null && Files.isRegularFile(jar) && jar.getParent() != null) {
                return jar.getParent();
            }
        } catch (URISyntaxException e) {
            throw missing("own jar", e);
        }
        throw missing("not run from jars", null);
    }

    /** Beside the launcher's versions in an installation, one folder up in a package. */
    static Path bootstrapJar(Path jars) throws KeepFailure {
        Path parent = jars.getParent();
        while (parent != null) {
            Path jar = parent.resolve(BOOTSTRAP);
            if (Files.isRegularFile(jar)) {
                return jar;
            }
            parent = parent.equals(jars.getParent()) ? parent.getParent() : null;
        }
        throw missing("no " + BOOTSTRAP + " above " + jars, null);
    }

    static List<Path> jarsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** The package as a whole; empty in an installation, which is none. */
    static Optional<Path> folder() {
        try {
            return Optional.ofNullable(jars().getParent())
                    .flatMap(versions -> Optional.ofNullable(versions.getParent()))
                    .filter(folder -> Files.isRegularFile(folder.resolve(BOOTSTRAP)));
        } catch (KeepFailure e) {
            return Optional.empty();
        }
    }

    private static KeepFailure missing(String detail, @Nullable Throwable cause) {
        return new KeepFailure(FailureCode.CANNOT_START, detail, cause, detail);
    }
}

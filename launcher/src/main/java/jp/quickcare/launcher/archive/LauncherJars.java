package jp.quickcare.launcher.archive;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jp.quickcare.bootstrap.Pointer;
import jp.quickcare.launcher.home.Home;

/** The launcher in force, as Java finds it. */
public final class LauncherJars {
    private LauncherJars() {}

    /** The folder of its jars; empty when the pointer cannot be read. */
    public static Optional<Path> folder(Home home) {
        return pointer(home)
                .map(pointer -> home.launchers().resolve(pointer.current().name()));
    }

    /** Its jars; none when the pointer cannot be read. */
    public static List<Path> inForce(Home home) {
        Optional<Pointer> pointer = pointer(home);
        if (pointer.isEmpty()) {
            return List.of();
        }
        Path folder = home.launchers().resolve(pointer.get().current().name());
        return pointer.get().current().jars().stream()
                .map(jar -> folder.resolve(jar.name()))
                .toList();
    }

    /** The class path of its commands, as the script {@code bin/launcher} gives it. */
    public static String commandClassPath(Home home, Path folder) {
        return folder + File.separator + "*" + File.pathSeparator
                + home.launchers().resolve("bootstrap.jar");
    }

    private static Optional<Pointer> pointer(Home home) {
        try {
            return Optional.of(Pointer.read(Pointer.fileIn(home.folder().toFile())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

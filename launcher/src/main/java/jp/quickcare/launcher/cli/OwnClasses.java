package jp.quickcare.launcher.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import jp.quickcare.launcher.archive.ClassList;

/** Classes that an archive holds whether or not a start has loaded them yet; names have {@code /} in them. */
final class OwnClasses {
    /** Classes of a library that only the command line uses. */
    private static final String COMMAND_LINE = "picocli/";

    /** All but the making of deltas. */
    private static final String DELTA_APPLIED = "jp/quickcare/delta/(?!create/).*";

    /** What an update loads of ours and an install may not. */
    private static final String UPDATED =
            "jp/quickcare/launcher/(delta|plan|update|launch/(Running|StartSignal)|cli/Start).*";

    private final Path jars;

    OwnClasses(Path jars) {
        this.jars = jars;
    }

    /** Of an update those that an install, which is recorded, may not have loaded. */
    List<String> ofUpdate() throws IOException {
        List<String> names = new ArrayList<>(classes("delta.jar", DELTA_APPLIED));
        names.addAll(classes("launcher.jar", UPDATED));
        return names;
    }

    /** Adds the lambdas of our own classes in a list. */
    ClassList addLambdas(ClassList list) throws IOException {
        for (String own : List.of("launcher.jar", "manifest.jar", "delta.jar")) {
            list.addLambdas(jars.resolve(own));
        }
        return list;
    }

    /**
     * All of the launcher's and the manifest's.
     *
     * @param commands a list of classes, of which those of the libraries are taken too
     */
    List<String> all(String commands) throws IOException {
        List<String> names = new ArrayList<>();
        for (String own : List.of("launcher.jar", "manifest.jar")) {
            names.addAll(classes(own, ".*"));
        }
        new ClassList()
                .add(commands).names().stream()
                        .filter(name -> !name.startsWith(COMMAND_LINE) && !name.startsWith("jp/quickcare/"))
                        .forEach(names::add);
        return names;
    }

    /** The classes of a jar whose names, with {@code /} in them, match. */
    private List<String> classes(String jarName, String regex) throws IOException {
        try (ZipFile jar = new ZipFile(jars.resolve(jarName).toFile())) {
            return jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && !name.contains("-info."))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .filter(name -> name.matches(regex))
                    .toList();
        }
    }
}

package jp.quickcare.launcher.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * Classes that an archive holds whether or not a start has loaded them yet; names have {@code /} in them.
 *
 * @param jars the folder of the launcher's jars
 */
public record OwnClasses(Path jars) {
    /** Classes of a library that only the command line uses. */
    private static final String COMMAND_LINE = "picocli/";

    /** All but the making of deltas. */
    private static final String DELTA_APPLIED = "jp/quickcare/delta/(?!create/).*";

    /** What an update loads of ours. */
    private static final String UPDATED =
            "jp/quickcare/launcher/(delta|plan|update|launch/(Running|StartSignal)|cli/Start).*";

    /**
     * What the commands that go to a server load, with the lambdas of those of these classes that are ours: each run goes other
     * ways.
     *
     * @throws IOException a jar cannot be read
     */
    public ClassList ofCommands() throws IOException {
        ClassList list = ClassList.ofCommands();
        list.addNames(classes("delta.jar", DELTA_APPLIED)).addNames(classes("launcher.jar", UPDATED));
        for (String own : List.of("launcher.jar", "manifest.jar", "delta.jar")) {
            list.addLambdas(jars.resolve(own));
        }
        return list.addOfProcessStart();
    }

    /**
     * All of the launcher's and the manifest's.
     *
     * @param commands a list of classes, of which those of the libraries are taken too
     * @throws IOException a jar cannot be read
     */
    public List<String> all(String commands) throws IOException {
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

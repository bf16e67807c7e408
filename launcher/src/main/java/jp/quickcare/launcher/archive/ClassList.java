package jp.quickcare.launcher.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import jp.quickcare.launcher.durable.Platform;
import org.jspecify.annotations.Nullable;

/**
 * The list that Java makes an archive of. What Java recorded is only taken line by line: two starts may have written
 * into one file, and the last line may be cut off. Not thread-safe.
 */
public final class ClassList {
    private static final List<String> HINTS = List.of("@lambda-proxy ", "@lambda-form-invoker ");

    private static final List<String> JAVA = List.of("java/", "javax/", "jdk/", "sun/");

    private final Set<String> classes = new LinkedHashSet<>();
    private final Set<String> hints = new LinkedHashSet<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final StringBuilder others = new StringBuilder();

    /** Takes what a start recorded. */
    public ClassList add(String recorded) {
        int end;
        for (int from = 0; (end = recorded.indexOf('\n', from)) >= 0; from = end + 1) {
            addLine(recorded.substring(from, end).strip());
        }
        return this;
    }

    private void addLine(String line) {
        if (line.chars().anyMatch(Character::isISOControl)) {
            return;
        }
        if (HINTS.stream().anyMatch(line::startsWith)) {
            hints.add(line);
            return;
        }
        int space = line.indexOf(' ');
        String name = space < 0 ? line : line.substring(0, space);
        // Classes of other class loaders, and those that Java makes as it runs.
        boolean ordinary = !name.isEmpty()
                && Character.isJavaIdentifierStart(name.charAt(0))
                && !line.contains(" source:")
                && !name.contains("$$")
                && !name.contains("$Proxy");
        if (ordinary) {
            classes.add(name);
        }
    }

    /**
     * Takes classes of the class path.
     *
     * @param names with {@code /} in them
     */
    public ClassList addNames(Collection<String> names) {
        classes.addAll(names);
        return this;
    }

    /**
     * Takes the lambdas of those listed classes that are in this jar: what is recorded are the lambdas of one run, and the next
     * one goes other ways.
     *
     * @throws IOException the jar cannot be read
     */
    public ClassList addLambdas(Path jar) throws IOException {
        try (ZipFile opened = new ZipFile(jar.toFile())) {
            for (String name : classes) {
                ZipEntry entry = opened.getEntry(name + ".class");
                if (entry != null) {
                    try (InputStream in = opened.getInputStream(entry)) {
                        hints.addAll(LambdaHints.of(in));
                    }
                }
            }
        }
        return this;
    }

    /** Takes the hints of the runtime itself: without them an archive of ours lacks what Java's own has. */
    public ClassList addRuntime(JavaStart start) throws IOException {
        Path own = start.runtime().resolve("lib/classlist");
        if (Files.isRegularFile(own)) {
            for (String line : Files.readAllLines(own, StandardCharsets.UTF_8)) {
                if (line.startsWith(HINTS.get(1))) {
                    hints.add(line);
                }
            }
        }
        return this;
    }

    /** Takes of what a start recorded the classes of Java alone, with the hints for them. */
    public ClassList addOfJava(String recorded) {
        ClassList all = new ClassList().add(recorded);
        for (String name : all.classes) {
            if (JAVA.stream().anyMatch(name::startsWith)) {
                classes.add(name);
            }
        }
        for (String hint : all.hints) {
            String about = hint.substring(hint.indexOf(' ') + 1);
            if (hint.startsWith(HINTS.get(1)) || JAVA.stream().anyMatch(about::startsWith)) {
                hints.add(hint);
            }
        }
        return this;
    }

    /** Takes what Java loads to start a process, also where no start has done so yet. */
    public ClassList addOfProcessStart() throws IOException {
        return addOfJava(resource("process-start.classes"));
    }

    /** What an install and an update loaded when the launcher was built. */
    static ClassList ofCommands() throws IOException {
        return new ClassList().add(resource("commands.classes"));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ClassList.class.getResourceAsStream(name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Whether the class was loaded, named as in source code. */
    public boolean has(String className) {
        return classes.contains(className.replace('.', '/'));
    }

    /** The names of all classes, with {@code /} in them. */
    public Collection<String> names() {
        return classes;
    }

    /**
     * Takes classes that the bootstrap loads by a class loader of its own. Java wants to know their jar and their
     * relatives. On Windows it takes none of another loader than its own, and makes no archive of a list that has one: there
     * nothing is added.
     *
     * @param names with {@code /} in them; those that are not in the folder, or cannot be loaded, are passed over and
     *     stay listed as they are
     * @param folder of the launcher's jars
     * @param loader sees these classes
     */
    public ClassList addOfOwnLoader(Collection<String> names, Path folder, ClassLoader loader) {
        if (Platform.WINDOWS) {
            return this;
        }
        for (String name : names) {
            try {
                Class<?> type = Class.forName(name.replace('/', '.'), false, loader);
                if (jar(type, folder) != null) {
                    classes.remove(name);
                    number(type, folder);
                }
            } catch (ClassNotFoundException | LinkageError e) {
                // A class that needs a library we do not ship is never used either.
            }
        }
        return this;
    }

    private int number(Class<?> type, Path folder) {
        String name = type.getName().replace('.', '/');
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        int number = numbers.size() + 1;
        numbers.put(name, number);
        StringBuilder line = new StringBuilder(name).append(" id: ").append(number);
        Path jar = jar(type, folder);
        if (jar == null) {
            classes.remove(name);
        } else {
            Class<?> above = type.getSuperclass() == null ? Object.class : type.getSuperclass();
            line.append(" super: ").append(number(above, folder));
            List<String> interfaces = new ArrayList<>();
            for (Class<?> each : type.getInterfaces()) {
                interfaces.add(String.valueOf(number(each, folder)));
            }
            if (!interfaces.isEmpty()) {
                line.append(" interfaces: ").append(String.join(" ", interfaces));
            }
            line.append(" source: ").append(jar);
        }
        // Behind those that it names.
        others.append(line).append('\n');
        return number;
    }

    private static @Nullable Path jar(Class<?> type, Path folder) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            Path jar = source == null ? null : Path.of(source.getLocation().toURI());
            return jar != null && folder.equals(jar.getParent()) ? jar : null;
        } catch (java.net.URISyntaxException | java.nio.file.FileSystemNotFoundException e) {
            return null;
        }
    }

    /** The text for Java. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        classes.forEach(name -> text.append(name).append('\n'));
        text.append(others);
        hints.forEach(hint -> text.append(hint).append('\n'));
        return text.toString();
    }
}

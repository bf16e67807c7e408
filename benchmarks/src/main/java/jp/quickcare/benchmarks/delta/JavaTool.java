package jp.quickcare.benchmarks.delta;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jp.quickcare.benchmarks.measure.Command;

/**
 * The processes of {@link DeltaTool}.
 *
 * @param root of the source tree
 * @param work where they run
 */
record JavaTool(Path root, Path work) {
    /** One of its steps. */
    Command command(List<String> options, String step, Path... paths) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        words.addAll(options);
        words.addAll(List.of(
                "-cp",
                root.resolve("benchmarks/target/classes")
                        + ":" + root.resolve("benchmarks/target/lib/*")
                        + ":" + root.resolve("benchmarks/target/peers/*"),
                DeltaTool.class.getName(),
                step));
        Stream.of(paths).map(Path::toString).forEach(words::add);
        return Command.of(work, words.toArray(String[]::new));
    }
}

package jp.quickcare.benchmarks.footprint;

import java.util.List;
import java.util.Locale;

/**
 * What a JVM's class-loading log says. Pure.
 *
 * @param total classes of any origin
 * @param launcher classes that did not come from the JDK or the application
 * @param forbidden names that have no place on the fast path
 */
record LoadedClasses(int total, int launcher, List<String> forbidden) {
    /** Slow to load, and of no use when there is nothing to do. */
    private static final List<String> SLOW = List.of(
            "com.fasterxml.jackson.",
            "org.apache.hc.",
            "ch.qos.logback.",
            "org.slf4j.",
            "com.sun.jna.",
            "javax.swing.",
            "java.awt.",
            "picocli.");

    LoadedClasses {
        forbidden = List.copyOf(forbidden);
    }

    /**
     * Reads a log.
     *
     * @param lines written by {@code -Xlog:class+load:file=F:none}
     */
    static LoadedClasses read(List<String> lines) {
        List<String> names =
                lines.stream().filter(line -> line.contains(" source: ")).toList();
        return new LoadedClasses(
                names.size(),
                (int) names.stream()
                        .filter(name -> name.startsWith("jp.quickcare."))
                        .count(),
                names.stream()
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .filter(name -> SLOW.stream().anyMatch(name::startsWith))
                        .toList());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d, ours %d, forbidden %s", total, launcher, forbidden);
    }
}

package jp.quickcare.benchmarks.application;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** The Java sources of the generated application. Pure: the same plan gives the same text. */
final class ApplicationSources {
    static final String MAIN_CLASS = "care.Main";

    private static final String[] WORDS = {
        "care", "plan", "visit", "record", "insured", "office", "benefit", "level", "service", "month", "claim", "nurse"
    };

    private final ApplicationPlan plan;

    ApplicationSources(ApplicationPlan plan) {
        this.plan = plan;
    }

    /** Returns every source of release 1, by class name. */
    Map<String, String> release1() {
        var sources = new LinkedHashMap<String, String>();
        sources.put("care.Part", "package care; public interface Part { long touch(long seed); }\n");
        for (int i = 0; i < plan.classes() - 2; i++) {
            sources.put(screenName(i), screen(i, 1));
        }
        for (int i = 0; i < plan.libraries(); i++) {
            sources.put(libraryName(i), library(i));
        }
        sources.put(MAIN_CLASS, main());
        return sources;
    }

    /** Returns the sources that differ in release 2, by class name: spread evenly over the jar. */
    Map<String, String> changedInRelease2() {
        var sources = new LinkedHashMap<String, String>();
        for (int i = 0; i < plan.changedClasses(); i++) {
            int index = i * (plan.classes() - 2) / plan.changedClasses();
            sources.put(screenName(index), screen(index, 2));
        }
        return sources;
    }

    static String libraryName(int index) {
        return "lib%02d.Library".formatted(index);
    }

    private static String screenName(int index) {
        return "care.s%02d.Screen%04d".formatted(index % 40, index);
    }

    private String main() {
        var body = new StringBuilder();
        int touched = Math.min(plan.touched(), plan.classes() - 2);
        for (int i = 0; i < touched; i++) {
            int index = i * (plan.classes() - 2) / touched;
            body.append("        sum = new %s().touch(sum);\n".formatted(screenName(index)));
        }
        for (int i = 0; i < plan.libraries(); i++) {
            body.append("        sum = %s.touch(sum);\n".formatted(libraryName(i)));
        }
        return """
                package care;
                public final class Main {
                    public static void main(String[] arguments) throws java.io.IOException {
                        long up = System.nanoTime();
                        long sum = 1;
                %s        String file = System.getenv("%s");
                        if (file != null) {
                            try (var out = new java.io.FileOutputStream(file)) {
                                out.write((up + " " + System.nanoTime() + " " + sum).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                            }
                        }
                    }
                }
                """.formatted(body, GeneratedApplication.UP_FILE);
    }

    private String screen(int index, int release) {
        var random = new SplittableRandom(plan.seed() * 31 + index);
        String name = screenName(index);
        var text = new StringBuilder();
        text.append("package %s;\n".formatted(name.substring(0, name.lastIndexOf('.'))));
        text.append(
                "public final class %s implements care.Part {\n".formatted(name.substring(name.lastIndexOf('.') + 1)));
        text.append("    static final int RELEASE = %d;\n".formatted(release));
        int methods = 10 + random.nextInt(10);
        for (int i = 0; i < methods; i++) {
            text.append(method(random, i));
        }
        text.append("    @Override public long touch(long seed) { return step0((int) seed) + RELEASE; }\n}\n");
        return text.toString();
    }

    private static String method(SplittableRandom random, int index) {
        return """
                    private final String label%1$d = "%2$s";
                    public int step%1$d(int input) {
                        int value = input + %3$d;
                        for (int i = 0; i < %4$d; i++) {
                            value = value * 31 + (i ^ %5$d);
                            if ((value & %6$d) == %7$d) { value += label%1$d.length(); } else { value ^= value >>> %8$d; }
                        }
                        return value;
                    }
                    public String text%1$d(java.util.List<String> rows, long key) {
                        StringBuilder line = new StringBuilder(label%1$d);
                        for (String row : rows) {
                            if (row.startsWith("%9$s")) { line.append(row, 0, Math.min(row.length(), %4$d)).append(key); }
                        }
                        return line.append('\\n').toString();
                    }
                """.formatted(
                        index,
                        words(random, 3 + random.nextInt(9)),
                        random.nextInt(1_000_000),
                        3 + random.nextInt(20),
                        random.nextInt(100_000),
                        1 + random.nextInt(255),
                        random.nextInt(16),
                        1 + random.nextInt(15),
                        words(random, 2));
    }

    private static String library(int index) {
        return """
                package lib%02d;
                public final class Library {
                    public static long touch(long seed) { return seed * 33 + %d; }
                }
                """.formatted(index, index);
    }

    static String words(SplittableRandom random, int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
            if (random.nextInt(4) == 0) {
                text.append(random.nextInt(1000));
            }
        }
        return text.toString();
    }
}

package jp.quickcare.benchmarks.application;

import java.nio.file.Path;
import java.util.List;

/**
 * One release of the generated application, as files in a folder.
 *
 * @param version "1" or "2"
 * @param folder holds exactly the release's files
 * @param mainClass name of the class with {@code main}
 * @param jars the class path, relative to the folder with '/', the application's own jar first
 */
public record GeneratedApplication(String version, Path folder, String mainClass, List<String> jars) {

    /** Name of the environment variable with the file that receives the time of the first statement. */
    public static final String UP_FILE = "QUICKCARE_BENCHMARK_UP";

    /** Keeps its own copy of the list. */
    public GeneratedApplication {
        jars = List.copyOf(jars);
    }
}

package jp.quickcare.server.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How Java starts the packaged server for a test: quickly, for mostly it is over in a moment. */
final class QuickStart {
    /** Made before the integration tests ({@code src/test/sh/quick-start.sh}), where all is built and tested. */
    private static final Path ARCHIVE = Path.of("target/quick-start.jsa").toAbsolutePath();

    private QuickStart() {}

    /** The program Java and its options. */
    static List<String> java() {
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData"));
        if (Files.isRegularFile(ARCHIVE)) {
            // One that does not fit is passed over, and says nothing of it where a test reads what the server says.
            java.addAll(List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-Xlog:cds*=off"));
        }
        return java;
    }
}

package jp.quickcare.benchmarks.subject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jp.quickcare.benchmarks.application.GeneratedApplication;

/** A vendor and its one site, by the commands of the packaged server. */
final class QuickCareSite {
    static final String APPLICATION = "care";
    static final String CHANNEL = "QC";

    private static final String SERVER_OPTIONS = "MANIFEST_SERVER_JAVA_OPTIONS";

    private final Path work;
    private final Path root;
    private final Map<String, String> environment;
    private final List<String> publishOptions;
    private boolean begun;

    /**
     * Nothing is made yet.
     *
     * @param work an empty folder of its own
     * @param root of the source tree
     * @param serverOptions JVM options of the manifest server, separated by spaces
     * @param publishOptions more options of {@code publish}
     */
    QuickCareSite(Path work, Path root, String serverOptions, List<String> publishOptions) {
        this.work = work;
        this.root = root;
        this.environment = Map.of(SERVER_OPTIONS, serverOptions);
        this.publishOptions = List.copyOf(publishOptions);
    }

    /** Serves it at this port. */
    SiteServer serve(int port) throws IOException {
        return new SiteServer(program(), folder(), environment, port);
    }

    /** Makes both where they are not there. @return whether they were not */
    boolean begin() throws IOException, InterruptedException {
        if (begun) {
            return false;
        }
        manage("init", "vendor", "--dir", vendor().toString(), "--app", APPLICATION);
        manage(
                "init",
                "site",
                "--dir",
                folder().toString(),
                "--vendor-root",
                vendorRoot().toString());
        begun = true;
        return true;
    }

    /** Publishes, imports and offers a release. */
    void offer(GeneratedApplication release) throws IOException, InterruptedException {
        String version = release.version() + ".0";
        Path releaseFile = Files.writeString(work.resolve("release.json"), releaseFile(release));
        var publish = new ArrayList<>(List.of(
                "publish",
                "--dir",
                vendor().toString(),
                "--app",
                APPLICATION,
                "--version",
                version,
                "--platform",
                "linux-x64",
                "--from",
                release.folder().toString(),
                "--release-file",
                releaseFile.toString()));
        publish.addAll(publishOptions);
        manage(publish.toArray(String[]::new));
        manage(
                "import",
                "--dir",
                folder().toString(),
                "--from",
                vendor().resolve("repository").toString());
        manage(
                "offer",
                "--dir",
                folder().toString(),
                "--app",
                APPLICATION,
                "--channel",
                CHANNEL,
                "--version",
                version,
                "--mode",
                "optional");
    }

    private static String releaseFile(GeneratedApplication release) {
        String jars = release.jars().stream().map(jar -> '"' + jar + '"').collect(Collectors.joining(", "));
        return """
                {"launch": {"kind": "java", "ownProcess": false, "mainClass": "%s", "classPath": [%s],
                            "jvmOptions": [], "arguments": [], "well": {"reports": false, "withinSeconds": 1}},
                 "shortcuts": [], "minLauncher": "1.0.0"}
                """.formatted(release.mainClass(), jars);
    }

    private void manage(String... arguments) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(program()));
        words.addAll(List.of(arguments));
        Java.run(work, words, environment);
    }

    private Path vendor() {
        return work.resolve("vendor");
    }

    /** The site's. */
    Path folder() {
        return work.resolve("site");
    }

    private Path vendorRoot() {
        return vendor().resolve("repository/release/metadata/1.root.json");
    }

    /** The packaged server. */
    String program() {
        return root.resolve("manifest-server/manifest-server").toString();
    }
}

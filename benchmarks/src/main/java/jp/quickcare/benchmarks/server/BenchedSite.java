package jp.quickcare.benchmarks.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A site with one release of one large file, made by the packaged server's own commands. */
final class BenchedSite {
    private static final int LARGE_BYTES = 256 * 1024 * 1024;
    private static final int SMALL_BYTES = 64 * 1024;
    private static final String RELEASE_FILE = """
            {"launch": {"kind": "java", "ownProcess": false, "mainClass": "sample.Main", "classPath": ["app.jar"],
              "jvmOptions": [], "arguments": [], "well": {"reports": true, "withinSeconds": 30}},
             "shortcuts": [{"name": {"en": "QuickCare", "ja": "QuickCare"}}], "minLauncher": "1.0.0"}
            """;

    private final Path program;
    private final Path folder;

    private BenchedSite(Path program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /** With a large object, to measure transfers with. */
    static BenchedSite make(Path program, Path folder) throws IOException, InterruptedException {
        return make(program, folder, LARGE_BYTES);
    }

    /** Where no transfer is measured. */
    static BenchedSite small(Path program, Path folder) throws IOException, InterruptedException {
        return make(program, folder, SMALL_BYTES);
    }

    private static BenchedSite make(Path program, Path folder, int fileBytes) throws IOException, InterruptedException {
        BenchedSite site = new BenchedSite(program, folder);
        Path application = Files.createDirectories(folder.resolve("app"));
        Files.writeString(application.resolve("app.jar"), "small");
        byte[] noise = new byte[fileBytes];
        new Random(1).nextBytes(noise);
        Files.write(application.resolve("large.bin"), noise);
        Path release = Files.writeString(folder.resolve("release.json"), RELEASE_FILE, StandardCharsets.UTF_8);
        Path vendor = folder.resolve("vendor");
        site.run("init", "vendor", "--dir", vendor, "--app", "qc");
        site.run(
                "publish",
                "--dir",
                vendor,
                "--app",
                "qc",
                "--version",
                "1.0",
                "--from",
                application,
                "--release-file",
                release);
        Path root = vendor.resolve("repository/release/metadata/1.root.json");
        site.run("init", "site", "--dir", site.site(), "--vendor-root", root);
        site.run("import", "--dir", site.site(), "--from", vendor);
        site.run("offer", "--dir", site.site(), "--app", "qc", "--channel", "QC", "--mode", "optional");
        return site;
    }

    /** Sets the console's password. */
    void password(String password) throws IOException, InterruptedException {
        say(password + "\n", "password", "--dir", site());
    }

    private void run(Object... arguments) throws IOException, InterruptedException {
        say("", arguments);
    }

    private void say(String input, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(input);
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }

    /** The site's folder. */
    Path site() {
        return folder.resolve("site");
    }

    /** What is served of it. */
    Path repository() {
        return site().resolve("repository");
    }

    /** Sets a setting, before the server is started. */
    void set(String key, String value) throws IOException {
        Path file = site().resolve("manifest-server.properties");
        Files.writeString(
                file, Files.readString(file).replaceAll("(?m)^#?" + key + "=.*\n", "") + key + "=" + value + "\n");
    }

    /** The name, below the repository, of the large object. */
    String largeObject() throws IOException {
        try (Stream<Path> files = Files.walk(repository().resolve("objects"))) {
            Path large = files.filter(file -> file.toFile().length() >= LARGE_BYTES)
                    .findFirst()
                    .orElseThrow(() -> new IOException("the large file is not in the repository"));
            return repository().relativize(large).toString();
        }
    }
}

package jp.quickcare.server.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A vendor, a site, and an application in folders under one; made by the commands themselves. */
public final class World {
    /** How the test application is started. */
    public static final String RELEASE_FILE = """
            {
              "launch": {
                "kind": "java", "ownProcess": false, "mainClass": "sample.Main", "classPath": ["app.jar"],
                "jvmOptions": [], "arguments": [], "well": {"reports": true, "withinSeconds": 30}
              },
              "shortcuts": [{"name": {"en": "QuickCare", "ja": "クイックケア"}}],
              "minLauncher": "1.0.0"
            }
            """;

    /** No world, for a field before it is set. */
    public static final World NONE = new World();

    private static @Nullable Path template;

    private final Path folder;

    private World() {
        folder = Path.of("");
    }

    /** Makes nothing yet but the application's release file. */
    public World(Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(releaseFile(), RELEASE_FILE);
    }

    /** In it a vendor that has published 1.0, and a site that offers it in this mode. */
    public static World offering(Path folder, String mode) throws IOException {
        return new World(folder)
                .initVendor()
                .publish("1.0")
                .initSite()
                .importAll()
                .offer(mode);
    }

    /** The vendor's folder. */
    public Path vendor() {
        return folder.resolve("vendor");
    }

    /** The site's folder. */
    public Path site() {
        return folder.resolve("site");
    }

    /** The file given with {@code --release-file}. */
    public Path releaseFile() {
        return folder.resolve("release.json");
    }

    /** The vendor's first root. */
    public Path vendorRoot() {
        return vendor().resolve("repository/release/metadata/1.root.json");
    }

    /** Makes the vendor; all of one test run have the same keys, for making these takes a while. */
    public World initVendor() throws IOException {
        Trees.copy(template(), vendor());
        return this;
    }

    private static synchronized Path template() throws IOException {
        if (template == null) {
            Path made = MemoryFolder.create();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    Trees.delete(made);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }));
            Commands.run("init", "vendor", "--dir", made, "--app", "qc").expect(0);
            template = made;
        }
        return template;
    }

    /** Makes the site. */
    public World initSite() {
        Commands.run("init", "site", "--dir", site(), "--vendor-root", vendorRoot())
                .expect(0);
        return this;
    }

    /** A small application of that version: a file that changes, one that does not, one that compresses. */
    public Path application(String version) throws IOException {
        Path application = folder.resolve("app-" + version);
        Files.createDirectories(application.resolve("lib"));
        Files.writeString(application.resolve("app.jar"), "version " + version);
        byte[] noise = new byte[2_000];
        new Random(1).nextBytes(noise);
        Files.write(application.resolve("lib/same.jar"), noise);
        Files.write(application.resolve("lib/text.txt"), "text ".repeat(500).getBytes(StandardCharsets.UTF_8));
        return application;
    }

    /** The arguments that publish that version for every platform. */
    public Object[] publishing(String version) throws IOException {
        return new Object[] {
            "publish",
            "--dir",
            vendor(),
            "--app",
            "qc",
            "--version",
            version,
            "--from",
            application(version),
            "--release-file",
            releaseFile()
        };
    }

    /** Publishes that version. */
    public World publish(String version) throws IOException {
        Commands.run(publishing(version)).expect(0);
        return this;
    }

    /** Imports the vendor's newest. */
    public World importAll() {
        Commands.run("import", "--dir", site(), "--from", vendor()).expect(0);
        return this;
    }

    /** Offers the newest. */
    public World offer(String mode) {
        Commands.run("offer", "--dir", site(), "--app", "qc", "--channel", "QC", "--mode", mode)
                .expect(0);
        return this;
    }

    /** Fails the test unless the site is whole, as the command and a client of its own see it. */
    public World requireWholeSite() {
        Commands.run("verify", "--dir", site()).expect(0);
        ClientView.ofSite(site());
        return this;
    }
}

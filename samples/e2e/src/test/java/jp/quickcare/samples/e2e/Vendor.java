package jp.quickcare.samples.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A vendor's folder, worked on with the vendor's commands. */
record Vendor(Path folder) {
    static Vendor init(Path folder, String app) {
        Command.run(List.of(Product.server(), "init", "vendor", "--dir", folder.toString(), "--app", app))
                .expect(0);
        return new Vendor(folder);
    }

    Path repository() {
        return folder.resolve("repository");
    }

    Path root() {
        return repository().resolve("release/metadata/1.root.json");
    }

    /** Publishes what {@link TinyApplication} wrote. */
    void publish(String app, String version, Path release) {
        Path releaseFile = release.resolveSibling(release.getFileName() + ".json");
        publish(app, version, "linux-x64", release, releaseFile);
    }

    void publish(String app, String version, String platform, Path release, Path releaseFile, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Product.server(),
                "publish",
                "--dir",
                folder.toString(),
                "--app",
                app,
                "--version",
                version,
                "--platform",
                platform,
                "--from",
                release.toString(),
                "--release-file",
                releaseFile.toString()));
        command.addAll(List.of(more));
        Command.run(command).expect(0);
    }
}

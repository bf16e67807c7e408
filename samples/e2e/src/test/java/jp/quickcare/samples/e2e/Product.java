package jp.quickcare.samples.e2e;

import java.nio.file.Path;

/** Where the packaged programs lie in the source tree. */
final class Product {
    static final Path ROOT = Path.of(System.getProperty("quickcare.root", "../.."))
            .toAbsolutePath()
            .normalize();

    private Product() {}

    static String server() {
        return ROOT.resolve("manifest-server/manifest-server").toString();
    }

    static String launcher() {
        return ROOT.resolve("launcher/launcher").toString();
    }

    static Path launcherRelease() {
        return ROOT.resolve("launcher/target/package/launcher/1.0.0");
    }
}

package jp.quickcare.samples.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the packaged programs lie in the source tree. */
final class Product {
    static final Path ROOT = Path.of(System.getProperty("quickcare.root", "../.."))
            .toAbsolutePath()
            .normalize();

    /** The variable that the server's script takes options of Java from. */
    static final String SERVER_OPTIONS = "MANIFEST_SERVER_JAVA_OPTIONS";

    /** For commands that are over in a moment; half of the processor's time went into compiling what runs once. */
    static final String QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC" + archive();

    private Product() {}

    /** The one that the server's own tests use; blanks divide options, so there is none in a folder that has one. */
    private static String archive() {
        Path archive = ROOT.resolve("manifest-server/target/quick-start.jsa");
        boolean usable = Files.isRegularFile(archive) && !archive.toString().contains(" ");
        return usable ? " -XX:SharedArchiveFile=" + archive + " -Xlog:cds*=off" : "";
    }

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

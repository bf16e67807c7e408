package jp.quickcare.launcher.selfupdate;

import java.nio.file.Files;
import java.nio.file.Path;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseManifest;

/** Puts a launcher in place, in a process that is killed on the way. Arguments: home, manifest, folder of objects. */
final class InstallingRun {
    private InstallingRun() {}

    public static void main(String[] arguments) throws Exception {
        byte[] manifest = Files.readAllBytes(Path.of(arguments[1]));
        LauncherVersions.install(
                new Home(Path.of(arguments[0])),
                ReleaseManifest.parse(manifest),
                Sha256.of(manifest),
                manifest,
                Path.of(arguments[2]));
    }
}

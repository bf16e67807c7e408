package jp.quickcare.windows;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.manifest.digest.Sha256;

/** How one installation is told from another where a name must be short and without backslashes. */
final class InstallationKey {
    private static final int CHARACTERS = 16;

    private InstallationKey() {}

    /** The same for one folder however it is written, for Windows does not distinguish case. */
    static String of(Home home) {
        String folder = home.folder().toString().toLowerCase(Locale.ROOT);
        return Sha256.of(folder.getBytes(StandardCharsets.UTF_8)).hex().substring(0, CHARACTERS);
    }
}

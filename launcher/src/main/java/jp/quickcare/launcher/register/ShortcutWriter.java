package jp.quickcare.launcher.register;

import java.nio.file.Path;
import java.util.Map;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.manifest.release.ReleaseManifest;

/** How one desktop writes shortcuts; found by {@link java.util.ServiceLoader}, freedesktop's is built in. */
public interface ShortcutWriter {
    /** Whether this desktop is the one it is for. */
    boolean fits();

    /**
     * The shortcut files that a release wants at a place, with their content. Writes nothing.
     *
     * @return by absolute path; the same for the same release
     */
    Map<Path, byte[]> shortcuts(Home home, ReleaseManifest release, ShortcutPlace place);
}

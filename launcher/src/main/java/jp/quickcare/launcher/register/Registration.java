package jp.quickcare.launcher.register;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.receipt.PinnedManifest;
import jp.quickcare.launcher.system.Providers;

/**
 * Everything outside the application's folder that must agree with the installed release. The same value is given to
 * an update and to the recovery after it, so that either can finish what the other began.
 *
 * @param versions where the installed version is stored
 * @param writer how shortcuts are written
 * @param place where they go
 * @param steps what else must agree, in order
 */
public record Registration(
        VersionStore versions, ShortcutWriter writer, ShortcutPlace place, List<RegisterStep> steps) {
    /** Keeps its own copy of the list. */
    public Registration {
        steps = List.copyOf(steps);
    }

    /**
     * With the version store and the shortcuts of this system: those a provider offers, else portable ones; and with
     * what else this system wants to be told, behind the given steps.
     */
    public static Registration ofSystem(Home home, ShortcutPlace place, List<RegisterStep> steps) {
        List<RegisterStep> all = new ArrayList<>(steps);
        all.addAll(Providers.of(RegisterStep.class));
        return new Registration(versionStore(home), shortcutWriter(), place, all);
    }

    /** The version store of this system for one installation. */
    public static VersionStore versionStore(Home home) {
        for (VersionStoreProvider provider : Providers.of(VersionStoreProvider.class)) {
            if (provider.fits()) {
                return provider.open(home);
            }
        }
        return new FileVersionStore(home.state().resolve("versions.properties"));
    }

    private static ShortcutWriter shortcutWriter() {
        for (ShortcutWriter writer : Providers.of(ShortcutWriter.class)) {
            if (writer.fits()) {
                return writer;
            }
        }
        return new DesktopEntries();
    }

    /** Makes all of it agree with a release whose files are in place; again after a crash. */
    public void register(Home home, PinnedManifest release) throws IOException {
        versions.store(release.manifest().app(), release.manifest().version());
        Shortcuts.make(home, writer.shortcuts(home, release.manifest(), place));
        for (RegisterStep step : steps) {
            step.register(home, release);
        }
    }

    /** Takes all of it back; again after a crash. */
    public void withdraw(Home home, String app) throws IOException {
        for (RegisterStep step : steps) {
            step.withdraw(home);
        }
        Shortcuts.removeAll(home);
        versions.remove(app);
    }
}

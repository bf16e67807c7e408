package jp.quickcare.windows;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinReg.HKEY;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import jp.quickcare.launcher.durable.Platform;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.receipt.PinnedManifest;
import jp.quickcare.launcher.register.RegisterStep;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;

/** The entry in Windows' "Apps and features", from which an installation can be removed (SPEC A31); elsewhere nothing. */
public final class AppsAndFeatures implements RegisterStep {
    static final String ROOT = "Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall";

    private static final long KILO = 1024;

    /** For {@link java.util.ServiceLoader}. */
    public AppsAndFeatures() {}

    /** The key of one installation. */
    static String key(Home home) {
        return ROOT + "\\QuickCareLauncher-" + InstallationKey.of(home);
    }

    @Override
    public void register(Home home, PinnedManifest pinned) throws IOException {
        if (!Platform.WINDOWS) {
            return;
        }
        HKEY hive = Scope.of(home).hive();
        String key = key(home);
        ReleaseManifest release = pinned.manifest();
        Path commands = home.bin().resolve("launcher.exe");
        try {
            Registry.create(hive, key);
            text(hive, key, "DisplayName", name(release));
            text(hive, key, "DisplayVersion", release.version());
            text(hive, key, "DisplayIcon", home.bin().resolve("QuickCare.exe").toString());
            text(hive, key, "InstallLocation", home.folder().toString());
            text(hive, key, "UninstallString", "\"" + commands + "\" uninstall");
            text(hive, key, "QuietUninstallString", "\"" + commands + "\" uninstall --silent");
            number(hive, key, "EstimatedSize", sizeKilobytes(release));
            number(hive, key, "NoModify", 1);
            number(hive, key, "NoRepair", 1);
        } catch (Win32Exception e) {
            throw Registry.failure("write", hive, key, e);
        }
    }

    @Override
    public void withdraw(Home home) throws IOException {
        if (Platform.WINDOWS) {
            HKEY hive = Scope.of(home).hive();
            try {
                Registry.delete(hive, key(home));
            } catch (Win32Exception e) {
                throw Registry.failure("remove", hive, key(home), e);
            }
        }
    }

    private static String name(ReleaseManifest release) {
        return release.shortcuts().isEmpty()
                ? release.app()
                : release.shortcuts().get(0).name(Locale.getDefault(Locale.Category.DISPLAY));
    }

    private static int sizeKilobytes(ReleaseManifest release) {
        long bytes =
                release.files().stream().mapToLong(ReleaseFile::lengthBytes).sum();
        return (int) Math.min(bytes / KILO, Integer.MAX_VALUE);
    }

    private static void text(HKEY hive, String key, String name, String value) {
        Advapi32Util.registrySetStringValue(hive, key, name, value, Registry.WRITE);
    }

    private static void number(HKEY hive, String key, String name, int value) {
        Advapi32Util.registrySetIntValue(hive, key, name, value, Registry.WRITE);
    }
}

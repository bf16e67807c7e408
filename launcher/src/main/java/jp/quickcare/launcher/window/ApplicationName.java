package jp.quickcare.launcher.window;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.receipt.KeptManifests;
import jp.quickcare.launcher.receipt.QuickCheck;
import jp.quickcare.manifest.digest.Sha256;

/** What people call the application: the name of its shortcut, or its id where nothing is installed yet. */
final class ApplicationName {
    private ApplicationName() {}

    static String of(Home home, Locale locale) {
        QuickCheck installed = QuickCheck.of(home);
        if (installed != null) {
            var manifest = KeptManifests.find(home, Sha256.ofHex(installed.manifestSha256()));
            if (manifest.isPresent() && !manifest.get().manifest().shortcuts().isEmpty()) {
                Map<String, String> names =
                        manifest.get().manifest().shortcuts().get(0).nameByLanguage();
                String english = names.getOrDefault(
                        "en", names.values().stream().findFirst().orElse(""));
                return names.getOrDefault(locale.getLanguage(), english);
            }
        }
        return id(home);
    }

    private static String id(Home home) {
        Properties settings = new Properties();
        try (var in = java.nio.file.Files.newBufferedReader(home.settings(), StandardCharsets.UTF_8)) {
            settings.load(in);
        } catch (java.io.IOException | IllegalArgumentException e) {
            // A window without a name is still a window.
        }
        return settings.getProperty("app", "");
    }
}

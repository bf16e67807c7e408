package jp.quickcare.server.tray;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jp.quickcare.server.durable.DurableFiles;

/**
 * Whether the icon starts with the desktop of this user (SPEC A12): an entry where the desktop looks for such things.
 *
 * @param entry the file that is there or is not
 * @param content what it has in it
 */
record Autostart(Path entry, String content) {
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    /** For the icon of one site, started by the packaged program. */
    static Autostart of(Path program, Path site, Map<String, String> environment) {
        return WINDOWS ? windows(program, site, environment) : desktop(program, site, environment);
    }

    private static Autostart desktop(Path program, Path site, Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        String config = environment.getOrDefault("XDG_CONFIG_HOME", home + "/.config");
        String content = String.join(
                        "\n",
                        "[Desktop Entry]",
                        "Type=Application",
                        "Name=QuickCare Server",
                        "Name[ja]=QuickCareサーバー",
                        "Exec=" + quoted(program) + " tray --dir " + quoted(site),
                        "Terminal=false")
                + "\n";
        return new Autostart(Path.of(config, "autostart", "quickcare-server.desktop"), content);
    }

    /** An argument of {@code Exec} in a desktop entry: quoted, and the quoting quoted once more as a string of the file. */
    private static String quoted(Path path) {
        String argument = path.toString()
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("`", "\\`")
                .replace("$", "\\$")
                .replace("%", "%%");
        return '"' + argument.replace("\\", "\\\\") + '"';
    }

    private static Autostart windows(Path program, Path site, Map<String, String> environment) {
        Path startup = Path.of(
                environment.getOrDefault("APPDATA", System.getProperty("user.home")),
                "Microsoft",
                "Windows",
                "Start Menu",
                "Programs",
                "Startup");
        String content = "@chcp 65001 >nul\r\n@start \"\" /b \"" + program + "\" tray --dir \"" + site + "\"\r\n";
        return new Autostart(startup.resolve("QuickCare Server.cmd"), content);
    }

    boolean isOn() {
        return Files.isRegularFile(entry);
    }

    /** @throws IOException the user's folder cannot be written */
    void set(boolean on) throws IOException {
        if (!on) {
            Files.deleteIfExists(entry);
            return;
        }
        Path folder = entry.toAbsolutePath().getParent();
        if (folder != null) {
            DurableFiles.makeFolders(folder);
        }
        DurableFiles.write(entry, content.getBytes(StandardCharsets.UTF_8));
    }
}

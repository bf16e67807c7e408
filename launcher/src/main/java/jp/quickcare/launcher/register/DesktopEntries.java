package jp.quickcare.launcher.register;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.Shortcut;

/**
 * Shortcuts as freedesktop's Desktop Entry Specification 1.5 has them: one for each that the release asks for, in the
 * menu and on the desktop, and "Client update" in the menu (SPEC A23).
 */
final class DesktopEntries implements ShortcutWriter {
    private static final String SUFFIX = ".desktop";

    @Override
    public boolean fits() {
        return true;
    }

    @Override
    public Map<Path, byte[]> shortcuts(Home home, ReleaseManifest release, ShortcutPlace place) {
        Map<Path, byte[]> entries = new LinkedHashMap<>();
        if (release.shortcuts().isEmpty() || place instanceof ShortcutPlace.None) {
            return entries;
        }
        List<Path> menu = new ArrayList<>();
        List<Path> everywhere = new ArrayList<>();
        if (place instanceof ShortcutPlace.Folder one) {
            menu.add(one.folder().toAbsolutePath());
        } else {
            menu.add(UserFolders.data().resolve("applications"));
            everywhere.addAll(UserFolders.desktop().stream().toList());
        }
        everywhere.addAll(0, menu);
        String id = id(home, release);
        int number = 0;
        for (Shortcut shortcut : release.shortcuts()) {
            String name = id + (number++ == 0 ? "" : "-" + number) + SUFFIX;
            byte[] entry = start(home, shortcut).getBytes(StandardCharsets.UTF_8);
            everywhere.forEach(folder -> entries.put(folder.resolve(name), entry));
        }
        byte[] update = update(home, release.shortcuts().get(0)).getBytes(StandardCharsets.UTF_8);
        menu.forEach(folder -> entries.put(folder.resolve(id + "-update" + SUFFIX), update));
        return entries;
    }

    /** Two installations of one application, each in its folder, have shortcuts of their own. */
    private static String id(Home home, ReleaseManifest release) {
        String folder = Sha256.of(home.folder().toString().getBytes(StandardCharsets.UTF_8))
                .hex();
        return "jp.quickcare." + release.app() + "-" + folder.substring(0, 8);
    }

    private static String start(Home home, Shortcut shortcut) {
        StringBuilder entry = new StringBuilder("[Desktop Entry]\nType=Application\nVersion=1.5\n");
        names(entry, shortcut.nameByLanguage());
        line(entry, "Exec", quoted(home.bin().resolve("start").toString()));
        icon(entry, home, shortcut);
        return entry.append("Terminal=false\nCategories=Office;\n").toString();
    }

    private static String update(Home home, Shortcut shortcut) {
        StringBuilder entry = new StringBuilder("[Desktop Entry]\nType=Application\nVersion=1.5\n");
        Map<String, String> names = new LinkedHashMap<>();
        shortcut.nameByLanguage()
                .forEach((language, name) ->
                        names.put(language, name + (language.equals("ja") ? " クライアント更新" : " Client update")));
        names(entry, names);
        Path launcher = home.bin().resolve("launcher");
        line(entry, "Exec", quoted(launcher.toString()) + " update --window");
        icon(entry, home, shortcut);
        return entry.append("Terminal=false\nCategories=Settings;System;\n").toString();
    }

    private static void icon(StringBuilder entry, Home home, Shortcut shortcut) {
        shortcut.icon()
                .ifPresent(icon ->
                        line(entry, "Icon", home.app().resolve(icon.toString()).toString()));
    }

    /** The name without a language is the one for all others: English, else the first. */
    private static void names(StringBuilder entry, Map<String, String> nameByLanguage) {
        String common = nameByLanguage.getOrDefault(
                "en", nameByLanguage.values().iterator().next());
        line(entry, "Name", common);
        nameByLanguage.forEach((language, name) -> {
            if (!name.equals(common)) {
                line(entry, "Name[" + language.replace('-', '_') + "]", name);
            }
        });
    }

    private static void line(StringBuilder entry, String key, String value) {
        String escaped = value.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replace("\r", "\\r");
        // A space in front would be taken for part of the syntax.
        String kept = escaped.startsWith(" ") ? "\\s" + escaped.substring(1) : escaped;
        entry.append(key).append('=').append(kept).append('\n');
    }

    /** An argument of Exec: in double quotes, with the characters escaped that keep a meaning there, and % doubled. */
    private static String quoted(String argument) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < argument.length(); i++) {
            char c = argument.charAt(i);
            if (c == '"' || c == '`' || c == '$' || c == '\\') {
                quoted.append('\\');
            } else if (c == '%') {
                quoted.append('%');
            }
            quoted.append(c);
        }
        return quoted.append('"').toString();
    }
}

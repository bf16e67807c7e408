package jp.quickcare.windows;

import com.sun.jna.platform.win32.KnownFolders;
import com.sun.jna.platform.win32.Shell32Util;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jp.quickcare.launcher.durable.Platform;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.register.ShortcutPlace;
import jp.quickcare.launcher.register.ShortcutWriter;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.SafePath;
import jp.quickcare.manifest.release.Shortcut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shortcuts of Windows (SPEC A23, A27): each that the release asks for in the Start menu and on the desktop, "Client
 * update" and the uninstall entry in the Start menu; everybody's for an installation of the machine's. A shortcut that
 * cannot be made is left out and logged: a release is not less installed for it.
 */
public final class LinkFiles implements ShortcutWriter {
    private static final Logger LOG = LoggerFactory.getLogger(LinkFiles.class);
    private static final List<String> WITH_ICONS = List.of(".ico", ".exe", ".dll");

    /** For {@link java.util.ServiceLoader}. */
    public LinkFiles() {}

    @Override
    public boolean fits() {
        return Platform.WINDOWS;
    }

    @Override
    public Map<Path, byte[]> shortcuts(Home home, ReleaseManifest release, ShortcutPlace place) {
        Map<Path, byte[]> links = new LinkedHashMap<>();
        if (release.shortcuts().isEmpty() || place instanceof ShortcutPlace.None) {
            return links;
        }
        try {
            Places places = Places.of(home, place);
            Locale locale = Locale.getDefault(Locale.Category.DISPLAY);
            Programs programs = new Programs(home);
            for (Shortcut shortcut : release.shortcuts()) {
                Path icon = programs.icon(shortcut);
                String name = shortcut.name(locale);
                Link start = new Link(home, programs.click, "", icon, name, false);
                start.put(links, places.menu, name);
                places.desktop.forEach(desktop -> start.put(links, desktop, name));
            }
            Shortcut first = release.shortcuts().get(0);
            boolean japanese = locale.getLanguage().equals("ja");
            String update = first.name(locale) + (japanese ? " クライアント更新" : " Client update");
            new Link(home, programs.commands, "update --window", programs.icon(first), update, true)
                    .put(links, places.menu, update);
            String uninstall = japanese ? first.name(locale) + " のアンインストール" : "Uninstall " + first.name(locale);
            new Link(home, programs.commands, "uninstall", programs.commands, uninstall, false)
                    .put(links, places.menu, uninstall);
        } catch (RuntimeException e) {
            LOG.warn("no shortcuts: {}", e.toString());
        }
        return links;
    }

    private record Places(Path menu, List<Path> desktop) {
        static Places of(Home home, ShortcutPlace place) {
            if (place instanceof ShortcutPlace.Folder one) {
                return new Places(one.folder().toAbsolutePath(), List.of());
            }
            boolean everybody = Scope.of(home) == Scope.MACHINE;
            return new Places(
                    Path.of(Shell32Util.getKnownFolderPath(
                            everybody ? KnownFolders.FOLDERID_CommonPrograms : KnownFolders.FOLDERID_Programs)),
                    List.of(Path.of(Shell32Util.getKnownFolderPath(
                            everybody ? KnownFolders.FOLDERID_PublicDesktop : KnownFolders.FOLDERID_Desktop))));
        }
    }

    private static final class Programs {
        private final Home home;
        private final Path click;
        private final Path commands;

        Programs(Home home) {
            this.home = home;
            this.click = home.bin().resolve("QuickCare.exe");
            this.commands = home.bin().resolve("launcher.exe");
        }

        /** The release's picture where Windows can show it, else the program's own. */
        Path icon(Shortcut shortcut) {
            return shortcut.icon()
                    .map(SafePath::toString)
                    .filter(path -> WITH_ICONS.stream().anyMatch(path.toLowerCase(Locale.ROOT)::endsWith))
                    .map(path -> home.app().resolve(path))
                    .orElse(click);
        }
    }

    private record Link(Home home, Path program, String arguments, Path icon, String text, boolean minimized) {
        void put(Map<Path, byte[]> links, Path folder, String name) {
            try {
                links.put(freeName(links, folder, name), content());
            } catch (IOException | RuntimeException e) {
                LOG.warn("no shortcut {} in {}: {}", name, folder, e.toString());
            }
        }

        /** Another installation's shortcut of that name stays: this one gets the folder's name behind it. */
        private Path freeName(Map<Path, byte[]> links, Path folder, String name) throws IOException {
            Path usual = folder.resolve(name + ".lnk");
            Path last = home.folder().getFileName();
            return last == null || (!links.containsKey(usual) && isOursToMake(usual))
                    ? usual
                    : folder.resolve(name + " (" + last + ").lnk");
        }

        private boolean isOursToMake(Path file) throws IOException {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
            try (ShellLink there = new ShellLink()) {
                there.load(file);
                return Path.of(there.target()).startsWith(home.folder());
            }
        }

        private byte[] content() throws IOException {
            Path file = Files.createTempFile("shortcut", ".lnk");
            try (ShellLink link = new ShellLink()) {
                link.target(program, arguments);
                link.workingFolder(home.folder());
                link.icon(icon);
                link.description(text);
                link.applicationId(ApplicationId.of(home));
                if (minimized) {
                    link.minimized();
                }
                link.save(file);
                return Files.readAllBytes(file);
            } finally {
                Files.deleteIfExists(file);
            }
        }
    }
}

package jp.quickcare.launcher.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jp.quickcare.launcher.apply.TestInstallation;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.plan.TestRelease;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RegistrationTest {
    @TempDir
    Path folder;

    /** A22 */
    @Test
    void the_version_of_each_component_is_stored_by_itself() throws Exception {
        VersionStore versions = Registration.versionStore(new Home(folder));
        Files.createDirectories(folder.resolve("state"));
        assertThat(versions.find("qc")).isEmpty();
        versions.store("qc", "1.4.26");
        versions.store("launcher", "1.0.0");
        versions.store("runtime", "17.0.15+6");
        assertThat(versions.find("qc")).contains("1.4.26");
        assertThat(versions.find("runtime")).contains("17.0.15+6");
        versions.remove("qc");
        assertThat(versions.find("qc")).isEmpty();
        assertThat(versions.find("launcher")).contains("1.0.0");
    }

    /** A27 */
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has shortcuts of its own")
    @Test
    void shortcuts_are_desktop_entries_in_both_languages() throws Exception {
        Home home = new Home(folder.resolve("a \"quoted\" $HOME 100% \\ folder"));
        Map<String, String> entries = entries(home, new ShortcutPlace.Folder(folder.resolve("menu")));
        assertThat(entries).hasSize(2);
        assertThat(entries.entrySet()).allSatisfy(entry -> {
            assertThat(entry.getKey()).matches("jp\\.quickcare\\.qc-[0-9a-f]{8}(-update)?\\.desktop");
            assertThat(entry.getValue())
                    .startsWith("[Desktop Entry]\nType=Application\n")
                    .endsWith("\n");
        });
        String start = entries.entrySet().stream()
                .filter(entry -> !entry.getKey().contains("-update"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(start).contains("\nName=Care 7\n", "\nName[ja]=ケア 7\n", "\nTerminal=false\n");
        // The quoting of Exec is escaped once more as any string of an entry is.
        assertThat(start)
                .contains("\nExec=\"" + folder + "/a \\\\\"quoted\\\\\" \\\\$HOME 100%% \\\\\\\\ folder/bin/start\"\n");
        String update = entries.entrySet().stream()
                .filter(entry -> entry.getKey().contains("-update"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(update)
                .contains(
                        "\nName=Care 7 Client update\n",
                        "\nName[ja]=ケア 7 クライアント更新\n",
                        "/bin/launcher\" update --window\n",
                        "\nTerminal=false\n");
    }

    /** A27 */
    @Test
    void no_shortcuts_are_made_where_none_are_wanted() {
        assertThat(entries(new Home(folder), new ShortcutPlace.None())).isEmpty();
    }

    /** A27: shortcuts of a release that is gone, or that another place was set for, are gone too. */
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has shortcuts of its own")
    @Test
    void shortcuts_that_are_wanted_no_more_are_removed() throws Exception {
        Home home = new Home(folder.resolve("home"));
        Files.createDirectories(home.state());
        Path menu = folder.resolve("menu");
        for (int version : List.of(1, 2)) {
            Registration.ofSystem(home, new ShortcutPlace.Folder(menu), List.of())
                    .register(home, TestRelease.version(version).pinned());
            assertThat(TestInstallation.tree(menu))
                    .hasSize(2)
                    .allSatisfy((name, entry) -> assertThat(entry).contains("Care " + version));
        }
        Registration other = Registration.ofSystem(home, new ShortcutPlace.Folder(folder.resolve("other")), List.of());
        other.register(home, TestRelease.version(2).pinned());
        assertThat(menu).isEmptyDirectory();
        assertThat(TestInstallation.tree(folder.resolve("other"))).hasSize(2);
        other.withdraw(home, "qc");
        assertThat(folder.resolve("other")).isEmptyDirectory();
        assertThat(other.versions().find("qc")).isEmpty();
        assertThat(home.shortcutsNote()).doesNotExist();
    }

    private static Map<String, String> entries(Home home, ShortcutPlace place) {
        return new DesktopEntries()
                .shortcuts(home, TestRelease.version(7).pinned().manifest(), place).entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> entry.getKey().getFileName().toString(),
                                entry -> new String(entry.getValue(), StandardCharsets.UTF_8)));
    }
}

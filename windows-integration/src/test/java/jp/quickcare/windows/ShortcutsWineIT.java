package jp.quickcare.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.WinReg;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jp.quickcare.launcher.apply.TestInstallation;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.plan.TestRelease;
import jp.quickcare.launcher.receipt.PinnedManifest;
import jp.quickcare.launcher.register.Registration;
import jp.quickcare.launcher.register.ShortcutPlace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SPEC A27, A31: shortcuts and the entry in "Apps and features". */
@OnWindows
class ShortcutsWineIT {
    private static final TestRelease RELEASE = TestRelease.version(3).with("a.jar", "a");

    @TempDir
    Path folder;

    private Home home;
    private Registration registration;

    @BeforeEach
    void register() throws Exception {
        home = new Home(folder.resolve("介護 ソフト"));
        Files.createDirectories(home.state());
        Files.createDirectories(home.bin());
        Files.createFile(home.bin().resolve("QuickCare.exe"));
        Files.createFile(home.bin().resolve("launcher.exe"));
        registration = Registration.ofSystem(home, new ShortcutPlace.Standard(), List.of());
        registration.register(home, RELEASE.pinned());
    }

    @AfterEach
    void withdraw() throws Exception {
        registration.withdraw(home, "qc");
    }

    private static List<String> links(Path place) throws Exception {
        try (Stream<Path> all = Files.list(place)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".lnk"))
                    .sorted()
                    .toList();
        }
    }

    private static Path desktop() {
        return Path.of(System.getProperty("user.home"), "Desktop");
    }

    private static Path menu() {
        return Path.of(System.getenv("APPDATA"), "Microsoft\\Windows\\Start Menu\\Programs");
    }

    /** A23, A27 */
    @Test
    void start_update_and_uninstall_are_in_the_menu_and_start_on_the_desktop() throws Exception {
        assertThat(links(desktop())).containsExactly("ケア 3.lnk");
        assertThat(links(menu())).containsExactlyInAnyOrder("ケア 3.lnk", "ケア 3 クライアント更新.lnk", "ケア 3 のアンインストール.lnk");
        try (ShellLink start = new ShellLink();
                ShellLink update = new ShellLink();
                ShellLink uninstall = new ShellLink()) {
            start.load(desktop().resolve("ケア 3.lnk"));
            update.load(menu().resolve("ケア 3 クライアント更新.lnk"));
            uninstall.load(menu().resolve("ケア 3 のアンインストール.lnk"));
            assertThat(start.target())
                    .isEqualTo(home.bin().resolve("QuickCare.exe").toString());
            assertThat(start.arguments()).isEmpty();
            assertThat(start.workingFolder()).isEqualTo(home.folder().toString());
            assertThat(start.icon())
                    .isEqualTo(home.bin().resolve("QuickCare.exe").toString());
            assertThat(update.target())
                    .isEqualTo(home.bin().resolve("launcher.exe").toString());
            assertThat(update.arguments()).isEqualTo("update --window");
            assertThat(uninstall.arguments()).isEqualTo("uninstall");
        }
    }

    /** A27: where this Windows keeps it (Wine's does not), shortcut and window are one in the task bar. */
    @Test
    void a_shortcut_names_the_application_it_belongs_to() throws Exception {
        try (ShellLink start = new ShellLink()) {
            start.load(desktop().resolve("ケア 3.lnk"));
            assertThat(start.applicationId())
                    .satisfiesAnyOf(
                            id -> assertThat(id).isEmpty(), id -> assertThat(id).contains(ApplicationId.of(home)));
        }
        assertThat(ApplicationId.of(new Home(Path.of("C:\\Care"))))
                .isEqualTo(ApplicationId.of(new Home(Path.of("c:\\CARE"))));
    }

    /** A27: registered again, as after a crash, nothing is there twice; a new name takes the old one's place. */
    @Test
    void another_release_renames_its_shortcuts() throws Exception {
        registration.register(home, RELEASE.pinned());
        assertThat(links(menu())).hasSize(3);

        registration.register(home, TestRelease.version(4).pinned());

        assertThat(links(desktop())).containsExactly("ケア 4.lnk");
        assertThat(links(menu())).hasSize(3).allSatisfy(name -> assertThat(name).contains("ケア 4"));
    }

    /** A31: two installations of one application do not take each other's shortcuts. */
    @Test
    void another_installation_has_shortcuts_of_its_own() throws Exception {
        Home second = new Home(folder.resolve("Second"));
        Files.createDirectories(second.state());
        Registration other = Registration.ofSystem(second, new ShortcutPlace.Standard(), List.of());

        other.register(second, RELEASE.pinned());

        assertThat(links(desktop())).containsExactly("ケア 3 (Second).lnk", "ケア 3.lnk");
        other.withdraw(second, "qc");
        assertThat(links(desktop())).containsExactly("ケア 3.lnk");
        assertThat(links(menu())).hasSize(3);
    }

    /** A31 */
    @Test
    void apps_and_features_knows_the_installation_and_how_to_remove_it() throws Exception {
        String key = AppsAndFeatures.key(home);
        assertThat(Advapi32Util.registryGetValues(WinReg.HKEY_CURRENT_USER, key))
                .containsEntry("DisplayName", "ケア 3")
                .containsEntry("DisplayVersion", "3")
                .containsEntry("InstallLocation", home.folder().toString())
                .containsEntry("UninstallString", "\"" + home.bin().resolve("launcher.exe") + "\" uninstall")
                .containsEntry(
                        "QuietUninstallString", "\"" + home.bin().resolve("launcher.exe") + "\" uninstall --silent")
                .containsKey("EstimatedSize");

        registration.withdraw(home, "qc");
        registration.withdraw(home, "qc");

        assertThat(Advapi32Util.registryKeyExists(WinReg.HKEY_CURRENT_USER, key))
                .isFalse();
        assertThat(links(menu())).isEmpty();
        assertThat(links(desktop())).isEmpty();
    }

    /** A31: an installation of the machine's is everybody's. */
    @Test
    void an_installation_for_everybody_has_everybodys_shortcuts() throws Exception {
        Home machine = new Home(Path.of(System.getenv("ProgramFiles"), "Care"));
        Files.createDirectories(machine.state());
        Registration everybody = Registration.ofSystem(machine, new ShortcutPlace.Standard(), List.of());

        everybody.register(machine, RELEASE.pinned());

        assertThat(links(Path.of(System.getenv("PUBLIC"), "Desktop"))).containsExactly("ケア 3.lnk");
        assertThat(links(Path.of(System.getenv("ProgramData"), "Microsoft\\Windows\\Start Menu\\Programs")))
                .hasSize(3);
        assertThat(Advapi32Util.registryKeyExists(WinReg.HKEY_LOCAL_MACHINE, AppsAndFeatures.key(machine)))
                .isTrue();
        everybody.withdraw(machine, "qc");
        assertThat(links(Path.of(System.getenv("PUBLIC"), "Desktop"))).isEmpty();
        assertThat(Advapi32Util.registryKeyExists(WinReg.HKEY_LOCAL_MACHINE, AppsAndFeatures.key(machine)))
                .isFalse();
    }

    /** A27: a shortcut that Windows cannot keep, as beyond 260 characters, costs no installation. */
    @Test
    void a_shortcut_that_cannot_be_made_keeps_no_release_out() throws Exception {
        TestInstallation deep =
                new TestInstallation(folder.resolve("d".repeat(150)).resolve("e".repeat(150)));
        Files.createDirectories(deep.home().state());
        PinnedManifest pinned = RELEASE.pinned();
        Registration far =
                Registration.ofSystem(deep.home(), new ShortcutPlace.Folder(folder.resolve("menu")), List.of());

        far.register(deep.home(), pinned);

        assertThat(far.versions().find("qc")).contains("3");
        far.withdraw(deep.home(), "qc");
    }
}

package jp.quickcare.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import com.sun.jna.platform.win32.AccCtrl;
import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinReg;
import com.sun.jna.platform.win32.WinReg.HKEYByReference;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.register.Registration;
import jp.quickcare.launcher.register.VersionStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SPEC A22, A27: the registry as the version store. */
@OnWindows
class RegistryVersionStoreWineIT {
    private static final Home OF_USER = new Home(Path.of("C:\\介護\\クイックケア"));

    private final RegistryVersionStore store = new RegistryVersionStore(WinReg.HKEY_CURRENT_USER, OF_USER);
    private final String qc = store.key() + "\\qc";

    @AfterEach
    void forget() throws Exception {
        for (String component : new String[] {"qc", "launcher", "runtime"}) {
            store.remove(component);
        }
    }

    /** A22 */
    @Test
    void each_component_has_a_version_of_its_own_in_japanese_too() throws Exception {
        store.store("qc", "1.4.26");
        store.store("launcher", "2.0");
        store.store("qc", "1.4.27 令和八年版");

        assertThat(store.find("qc")).contains("1.4.27 令和八年版");
        assertThat(store.find("launcher")).contains("2.0");
        assertThat(store.find("runtime")).isEmpty();
        assertThat(Advapi32Util.registryGetStringValue(WinReg.HKEY_CURRENT_USER, store.key(), "Folder"))
                .isEqualTo("C:\\介護\\クイックケア");
    }

    /** A22 */
    @Test
    void the_launcher_finds_the_same_store_however_its_folder_is_written() throws Exception {
        VersionStore found = Registration.versionStore(new Home(Path.of("c:\\介護\\クイックケア")));

        found.store("qc", "1.0");

        assertThat(store.find("qc")).contains("1.0");
    }

    /** A22 */
    @Test
    void programs_of_either_width_see_one_store() throws Exception {
        store.store("qc", "1.0");

        assertThat(Advapi32Util.registryGetStringValue(
                        WinReg.HKEY_CURRENT_USER, qc, "Version", WinNT.KEY_READ | WinNT.KEY_WOW64_64KEY))
                .isEqualTo("1.0");
    }

    /** A22 */
    @Test
    void an_installation_among_the_programs_of_everybody_is_the_machines() throws Exception {
        Home home = new Home(Path.of(System.getenv("ProgramFiles"), "QuickCare"));
        VersionStore machine = Registration.versionStore(home);

        machine.store("qc", "3.0");

        String key = RegistryVersionStore.ROOT + "\\" + InstallationKey.of(home) + "\\qc";
        assertThat(Advapi32Util.registryGetStringValue(
                        WinReg.HKEY_LOCAL_MACHINE, key, "Version", WinNT.KEY_READ | WinNT.KEY_WOW64_64KEY))
                .isEqualTo("3.0");
        assertThat(new RegistryVersionStore(WinReg.HKEY_CURRENT_USER, home).find("qc"))
                .isEmpty();
        machine.remove("qc");
    }

    /** A22: what somebody else wrote there is no version. */
    @Test
    void values_that_are_no_text_or_not_there_count_as_none() throws Exception {
        store.store("qc", "1.0");
        Advapi32Util.registryDeleteValue(WinReg.HKEY_CURRENT_USER, qc, "Version");
        assertThat(store.find("qc")).isEmpty();

        Advapi32Util.registrySetIntValue(WinReg.HKEY_CURRENT_USER, qc, "Version", 7);
        assertThat(store.find("qc")).isEmpty();
        Advapi32Util.registrySetBinaryValue(WinReg.HKEY_CURRENT_USER, qc, "Version", new byte[] {1, 2, 3});
        assertThat(store.find("qc")).isEmpty();

        store.store("qc", "1.1");
        assertThat(store.find("qc")).contains("1.1");
    }

    /** A27: of the last component nothing stays, but what somebody else wrote. */
    @Test
    void the_last_component_takes_all_with_it_but_what_is_not_ours() throws Exception {
        removeWhatOtherTestsHaveLeft(RegistryVersionStore.ROOT);
        store.store("qc", "1.0");
        store.store("launcher", "1.0");
        store.remove("qc");
        assertThat(Advapi32Util.registryKeyExists(WinReg.HKEY_CURRENT_USER, store.key()))
                .isTrue();

        store.remove("launcher");
        store.remove("launcher");
        assertThat(Advapi32Util.registryKeyExists(WinReg.HKEY_CURRENT_USER, RegistryVersionStore.ROOT))
                .isFalse();

        store.store("qc", "1.0");
        Advapi32Util.registrySetStringValue(WinReg.HKEY_CURRENT_USER, store.key(), "Note", "of IT");
        store.remove("qc");
        assertThat(Advapi32Util.registryGetStringValue(WinReg.HKEY_CURRENT_USER, store.key(), "Note"))
                .isEqualTo("of IT");
        Advapi32Util.registryDeleteValue(WinReg.HKEY_CURRENT_USER, store.key(), "Note");
    }

    private static void removeWhatOtherTestsHaveLeft(String key) {
        if (Advapi32Util.registryKeyExists(WinReg.HKEY_CURRENT_USER, key)) {
            for (String below : Advapi32Util.registryGetKeys(WinReg.HKEY_CURRENT_USER, key)) {
                removeWhatOtherTestsHaveLeft(key + "\\" + below);
            }
            Advapi32Util.registryDeleteKey(WinReg.HKEY_CURRENT_USER, key);
        }
    }

    /** A10, the log's row "version store": who may not write there is told where and what to do. */
    @Test
    void a_key_that_may_not_be_written_is_a_clear_error() throws Exception {
        Home home = new Home(Path.of("C:\\denied"));
        RegistryVersionStore denied = new RegistryVersionStore(WinReg.HKEY_LOCAL_MACHINE, home);
        denied.store("qc", "1.0");
        denyAll(denied.key() + "\\qc");

        assertThatThrownBy(() -> denied.store("qc", "2.0"))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("HKEY_LOCAL_MACHINE\\" + denied.key() + "\\qc")
                .hasMessageContaining("administrator");
        assertThat(denied.find("qc")).isEmpty();
    }

    /** Takes every right from everybody, for as long as this Windows lives. */
    private static void denyAll(String key) {
        HKEYByReference open = new HKEYByReference();
        int rights = WinNT.KEY_READ | WinNT.WRITE_DAC;
        assertThat(Advapi32.INSTANCE.RegOpenKeyEx(WinReg.HKEY_LOCAL_MACHINE, key, 0, rights, open))
                .isZero();
        Memory nobody = new Memory(64);
        WinNT.ACL acl = new WinNT.ACL(nobody);
        assertThat(Advapi32.INSTANCE.InitializeAcl(acl, 64, WinNT.ACL_REVISION)).isTrue();
        WinNT.HANDLE handle = new WinNT.HANDLE(open.getValue().getPointer());
        assertThat(Advapi32.INSTANCE.SetSecurityInfo(
                        handle,
                        AccCtrl.SE_OBJECT_TYPE.SE_REGISTRY_KEY,
                        WinNT.DACL_SECURITY_INFORMATION,
                        null,
                        null,
                        acl.getPointer(),
                        null))
                .isZero();
        Advapi32.INSTANCE.RegCloseKey(open.getValue());
    }
}

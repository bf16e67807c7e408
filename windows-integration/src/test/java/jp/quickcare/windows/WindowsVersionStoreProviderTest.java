package jp.quickcare.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.register.Registration;
import jp.quickcare.launcher.register.VersionStore;
import jp.quickcare.launcher.register.VersionStoreProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WindowsVersionStoreProviderTest {
    /** A22 */
    @Test
    void the_launcher_finds_the_provider() {
        assertThat(ServiceLoader.load(VersionStoreProvider.class))
                .hasExactlyElementsOfTypes(WindowsVersionStoreProvider.class);
    }

    /** A22, A27 */
    @Test
    @EnabledOnOs(OS.LINUX)
    void elsewhere_the_registry_is_left_alone_and_a_file_is_used(@TempDir Path folder) throws Exception {
        Home home = new Home(folder);
        Files.createDirectories(home.state());
        VersionStore store = Registration.versionStore(home);

        store.store("qc", "1.0");

        assertThat(new WindowsVersionStoreProvider().fits()).isFalse();
        assertThat(store.find("qc")).contains("1.0");
    }
}

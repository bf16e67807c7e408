package jp.quickcare.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.spi.FileSystemProvider;
import jp.quickcare.launcher.durable.Platform;
import org.junit.jupiter.api.Test;

class ProvidersTest {
    /** Java itself has providers of file systems, so that looking for them would find some. */
    @Test
    void providers_are_looked_for_on_windows_and_nowhere_else() {
        assertThat(Providers.of(FileSystemProvider.class).isEmpty()).isEqualTo(!Platform.WINDOWS);
    }
}

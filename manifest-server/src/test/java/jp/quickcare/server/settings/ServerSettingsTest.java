package jp.quickcare.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A2, A13 */
class ServerSettingsTest {
    @TempDir
    private Path temp = Path.of("");

    private ServerSettings read(String text) throws Exception {
        return ServerSettings.read(Files.writeString(temp.resolve("manifest-server.properties"), text));
    }

    /** A2 */
    @Test
    void a_new_site_has_the_standard_settings() throws Exception {
        assertThat(read(ServerSettings.FIRST_CONTENT))
                .isEqualTo(new ServerSettings(80, Optional.empty(), Duration.ofSeconds(60)))
                .isEqualTo(read(""));
        assertThat(read("port=8080\nbind=127.0.0.1\ntimeoutMillis=5000\n"))
                .isEqualTo(new ServerSettings(8080, Optional.of("127.0.0.1"), Duration.ofSeconds(5)));
    }

    /** A13 */
    @ParameterizedTest
    @CsvSource({
        "port=x, 0 to 65535",
        "port=65536, 0 to 65535",
        "timeoutMillis=1, 1000 to 3600000",
        "prot=1, prot is not known"
    })
    void a_bad_value_is_refused_with_line_key_and_what_is_allowed(String line, String told) {
        assertThatThrownBy(() -> read("# a comment\n" + line + "\n"))
                .hasMessageContaining("line 2")
                .hasMessageContaining(told);
    }
}

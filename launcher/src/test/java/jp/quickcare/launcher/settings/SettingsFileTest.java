package jp.quickcare.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import jp.quickcare.launcher.register.ShortcutPlace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
    @TempDir
    Path temp;

    @Test
    void the_java_of_the_application_may_be_set_by_hand() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("server", "http://one/");
        properties.setProperty("app", "qc");
        properties.setProperty("channel", "QC");
        properties.setProperty("platform", "linux-x64");
        properties.setProperty("java", temp.toString());
        assertThat(SettingsText.of(properties).app()).isEqualTo("qc");
        properties.setProperty("java", "java");
        assertThatThrownBy(() -> SettingsText.of(properties)).isInstanceOf(SettingsException.class);
    }

    @Test
    void settings_read_back_as_they_were_written() throws Exception {
        Settings settings = new Settings(
                List.of(URI.create("http://one/"), URI.create("https://two:8443/quick")),
                "qc",
                "QC",
                "win-x64",
                Optional.of(Path.of("/var/tmp/with space").toAbsolutePath()),
                Duration.ofMillis(1500),
                new ShortcutPlace.Folder(Path.of("/tmp/x\\y").toAbsolutePath()),
                Optional.of(Path.of("authorities of the site.pem")));
        SettingsFile.write(settings, temp.resolve("install.properties"));
        assertThat(SettingsFile.read(temp.resolve("install.properties"))).isEqualTo(settings);
    }

    @Test
    void what_is_not_set_has_its_standard() throws Exception {
        Settings settings = SettingsText.of(minimal());
        assertThat(settings.answerWithin()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.staging()).isEmpty();
        assertThat(settings.shortcuts()).isEqualTo(new ShortcutPlace.Standard());
        assertThat(settings.servers()).containsExactly(URI.create("http://server"));
    }

    /** F5, A28 */
    @ParameterizedTest
    @CsvSource({
        "server,",
        "server, ftp://x/",
        "server, http://",
        "server, http://x/?a=b",
        "server, file:///etc/passwd",
        "server, http://tanaka:s3cret@x/",
        "app, QC",
        "app, ../x",
        "app,",
        "channel, a b",
        "platform, LINUX",
        "staging, relative/folder",
        "answerWithinMillis, 0",
        "answerWithinMillis, soon",
        "answerWithinMillis, 60001",
        "shortcuts, somewhere",
        "sever, http://x/"
    })
    void a_setting_that_cannot_be_used_is_named_with_what_is_allowed(String key, String value) {
        Properties properties = minimal();
        properties.setProperty(key, value == null ? "" : value);
        assertThatThrownBy(() -> SettingsText.of(properties)).isInstanceOfSatisfying(SettingsException.class, e -> {
            assertThat(e.key()).isEqualTo(key);
            assertThat(e).hasMessageContaining(": allowed is " + e.allowed());
        });
    }

    /** F5 */
    @ParameterizedTest
    @ValueSource(strings = {"server=\\u12", "server=http://x\u0007/"})
    void a_broken_file_is_refused_and_its_excerpt_is_safe_to_show(String text) throws Exception {
        Path file = Files.writeString(temp.resolve("install.properties"), text);
        assertThatThrownBy(() -> SettingsFile.read(file))
                .isInstanceOf(SettingsException.class)
                .message()
                .doesNotContain("\u0007");
    }

    private static Properties minimal() {
        Properties properties = new Properties();
        properties.setProperty("server", "server");
        properties.setProperty("app", "qc");
        properties.setProperty("channel", "QC");
        properties.setProperty("platform", "linux-x64");
        return properties;
    }
}

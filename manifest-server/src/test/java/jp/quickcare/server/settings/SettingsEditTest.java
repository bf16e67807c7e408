package jp.quickcare.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.server.console.access.PasswordHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A13 */
class SettingsEditTest {
    @TempDir
    private Path temp = Path.of("");

    private Path file() {
        return temp.resolve("manifest-server.properties");
    }

    private String changed(String text, Map<Setting, String> values) throws Exception {
        Files.write(file(), text.getBytes(StandardCharsets.UTF_8));
        assertThat(change(values)).isEmpty();
        return Files.readString(file());
    }

    private Optional<SettingsProblem> change(Map<Setting, String> values) throws Exception {
        return SettingsEdit.change(file(), SettingsEdit.open(file()).version(), values);
    }

    /** A13 */
    @Test
    void a_change_keeps_comments_order_and_everything_else() throws Exception {
        String text = "# \u8A2D\u5B9A\n\n! old\n  port : 80\nbind=\n#transfersAtOnce=9\ntransfersAtOnce=15\nlog=on";
        assertThat(changed(text, Map.of(Setting.TRANSFERS_AT_ONCE, "3", Setting.LOG, "off")))
                .isEqualTo(
                        "# \u8A2D\u5B9A\n\n! old\n  port : 80\nbind=\n#transfersAtOnce=9\ntransfersAtOnce=3\nlog=off");
    }

    /** SA4: the hash of the password is for nobody else's eyes, whoever wrote the file */
    @Test
    void a_file_with_a_secret_in_it_is_read_by_its_owner_alone() throws Exception {
        Files.writeString(file(), "port=80\n");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(change(Map.of(Setting.PORT, "81"))).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-r--r--");
        String hash = PasswordHash.of("correct horse".toCharArray());
        assertThat(change(Map.of(Setting.CONSOLE_PASSWORD, hash))).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    /** A13: as Windows' editor saves */
    @Test
    void a_change_keeps_line_ends_and_the_mark_at_the_beginning() throws Exception {
        assertThat(changed("\uFEFFlog=on\r\n# x\r\nport=80\r\n", Map.of(Setting.PORT, "81", Setting.LOG, "off")))
                .isEqualTo("\uFEFFlog=off\r\n# x\r\nport=81\r\n");
        assertThat(changed("\uFEFF# x\r\nport=80\r\n", Map.of(Setting.LOG_DAYS, "7")))
                .startsWith("\uFEFF# x\r\nport=80\r\n\r\n# ")
                .endsWith("\r\nlogDays=7\r\n");
    }

    /** A13: a file of an older server learns of a setting with its explanation */
    @Test
    void a_setting_that_the_file_lacks_comes_to_its_end_with_its_comment() throws Exception {
        assertThat(changed("port=80", Map.of(Setting.WAITING_ORDER, "fifo")))
                .startsWith("port=80\n\n# ")
                .contains("# Which waiting client is next")
                .endsWith("\nwaitingOrder=fifo\n");
        assertThat(changed("", Map.of(Setting.DATABASE_PASSWORD, "x"))).endsWith("\ndatabasePassword=x\n");
    }

    @Test
    void a_value_over_several_lines_becomes_one() throws Exception {
        assertThat(changed("bind=local\\\n   host\nport=80\n", Map.of(Setting.BIND, "127.0.0.1")))
                .isEqualTo("bind=127.0.0.1\nport=80\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C:\\tls\\new.p12", " leading", "a=b:c#d!e", "\u8A3C\u660E\u66F8.p12", "\\u0041"})
    void what_is_written_is_what_is_read(String value) throws Exception {
        changed("tlsPort=443\ntlsKeystore=x\n", Map.of(Setting.TLS_KEYSTORE_PASSWORD, value));
        assertThat(ServerSettings.read(file()).tls().orElseThrow().identity())
                .isEqualTo(new Tls.Pkcs12(temp.resolve("x"), value));
    }

    /** A13 */
    @Test
    void a_value_that_is_not_allowed_changes_nothing() throws Exception {
        Files.writeString(file(), "port=80\n");
        assertThat(change(Map.of(Setting.LOG_DAYS, "7", Setting.PORT, "99999"))
                        .orElseThrow()
                        .toString())
                .contains("port is \"99999\"; allowed: 0 to 65535.");
        assertThat(change(Map.of(Setting.BIND, "a\nlog=off")).orElseThrow().key())
                .isEqualTo("bind");
        assertThat(Files.readString(file())).isEqualTo("port=80\n");
    }

    /** A13 */
    @Test
    void an_edit_by_somebody_else_meanwhile_is_not_written_over() throws Exception {
        Files.writeString(file(), "port=80\n");
        String seen = SettingsEdit.open(file()).version();
        Files.writeString(file(), "port=81\n");
        assertThat(SettingsEdit.change(file(), seen, Map.of(Setting.LOG, "off"))
                        .orElseThrow()
                        .code())
                .isEqualTo("changed-meanwhile");
        assertThat(Files.readString(file())).isEqualTo("port=81\n");
    }

    @Test
    void a_file_that_cannot_be_used_is_left_for_a_person_to_mend() throws Exception {
        Files.writeString(file(), "prot=80\n");
        assertThat(change(Map.of(Setting.LOG, "off")).orElseThrow().code()).isEqualTo("unknown-key");
        assertThat(Files.readString(file())).isEqualTo("prot=80\n");
    }

    @Test
    void who_may_read_the_file_stays_as_it_was() throws Exception {
        Files.writeString(file(), "port=80\n");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
        change(Map.of(Setting.LOG, "off"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-r-----");
    }

    @Test
    void passwords_are_not_shown() throws Exception {
        Files.writeString(file(), "databasePassword=geheim\nport=81\n");
        Map<Setting, String> values = SettingsEdit.open(file()).values();
        assertThat(values).containsEntry(Setting.PORT, "81").containsEntry(Setting.LOG_DAYS, "365");
        assertThat(values.values()).doesNotContain("geheim");
    }
}

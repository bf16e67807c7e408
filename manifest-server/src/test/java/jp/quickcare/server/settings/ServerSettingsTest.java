package jp.quickcare.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jp.quickcare.server.failure.ServerFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A2, A13 */
class ServerSettingsTest {
    private static final String HASH = "pbkdf2-sha256$600000$c2FsdA==$aGFzaA==";

    @TempDir
    private Path temp = Path.of("");

    private Path file(byte[] content) throws Exception {
        return Files.write(temp.resolve("manifest-server.properties"), content);
    }

    private ServerSettings read(String text) throws Exception {
        return ServerSettings.read(file(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A2 */
    @Test
    void a_new_site_has_the_standard_settings() throws Exception {
        assertThat(read(ServerSettings.firstContent()))
                .isEqualTo(ServerSettings.STANDARD)
                .isEqualTo(read(""));
        assertThat(ServerSettings.STANDARD.port()).isEqualTo(80);
        assertThat(ServerSettings.STANDARD.timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(ServerSettings.STANDARD.admission().transfersAtOnce()).isEqualTo(15);
        assertThat(ServerSettings.STANDARD.drain()).isEqualTo(Duration.ofSeconds(20));
    }

    /** A13 */
    @Test
    void every_setting_is_taken_from_the_file() throws Exception {
        ServerSettings settings = read("""
                port=8080
                bind: 127.0.0.1
                timeoutMillis 5000
                transfersAtOnce = 3
                waitingOrder=fifo
                ticketLeaseSeconds=10
                log=off
                logDays=7
                console=this-computer
                consolePassword=%s
                language=ja
                database=postgresql://db.example:5433/care
                databaseUser=care
                databasePassword= geheim\\u0021
                tlsPort=8443
                tlsCertificate=tls/site.pem
                tlsKey=C:\\\\tls\\\\site.key
                redirectToTls=no
                drainSeconds=0
                """.formatted(HASH));
        assertThat(settings.at(0, Optional.empty()))
                .isEqualTo(new ServerSettings(
                        0,
                        Optional.empty(),
                        Duration.ofSeconds(5),
                        new ServerSettings.Admission(3, ServerSettings.Order.FIFO, Duration.ofSeconds(10)),
                        new ServerSettings.Log(false, 7),
                        new ServerSettings.Console(ServerSettings.Access.THIS_COMPUTER, Optional.of(HASH)),
                        Optional.of(Locale.JAPANESE),
                        Optional.of(new PostgreSql("db.example", 5433, "care", "care", "geheim!")),
                        Optional.of(new Tls(
                                8443,
                                new Tls.Pem(temp.resolve("tls/site.pem"), temp.resolve("C:\\tls\\site.key")),
                                false)),
                        Duration.ZERO));
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.bind()).contains("127.0.0.1");
    }

    /** A13 */
    @ParameterizedTest
    @EnumSource(Setting.class)
    void every_setting_is_explained_in_the_first_file_in_both_languages(Setting setting) {
        List<String> lines = ServerSettings.firstContent().lines().toList();
        int at = lines.indexOf(setting.key() + "=" + setting.standard());
        assertThat(at).as(setting.key()).isPositive();
        int first = at;
        while (!lines.get(first - 1).isEmpty()) {
            first--;
        }
        List<String> comment = lines.subList(first, at).stream()
                .filter(line -> line.startsWith("#"))
                .toList();
        assertThat(comment).anyMatch(line -> line.matches(".*[ぁ-ん].*")).anyMatch(line -> line.matches("# [ -~]+"));
        assertThat(comment.stream().anyMatch(line -> line.endsWith("Restart."))).isEqualTo(setting.needsRestart());
    }

    /** A13 */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port=x | port is \"x\"; allowed: 0 to 65535.",
                "port=65536 | 0 to 65535",
                "port=-1 | 0 to 65535",
                "port=999999999999 | 0 to 65535",
                "timeoutMillis=1 | 1000 to 3600000",
                "transfersAtOnce=0 | 1 to 10000",
                "transfersAtOnce=10001 | 1 to 10000",
                "waitingOrder=lifo | random, fifo",
                "ticketLeaseSeconds=4 | 5 to 600",
                "log=yes | on, off",
                "logDays=100000 | 1 to 99999",
                "console=nobody | everyone, this-computer, off",
                "language=fr | ja, en, or empty",
                "database=mysql://x/y | postgresql://host:port/name, or empty",
                "tlsPort=70000 | 0 to 65535, or empty",
                "redirectToTls=maybe | yes, no",
                "drainSeconds=3601 | 0 to 3600",
                "prot=1 | prot is not known; known are port, bind",
                "bind=two words | an address or name",
                "tlsCertificate=C:\\users\\x | \\u without four hexadecimal digits",
            })
    void a_bad_value_is_refused_with_line_key_and_what_is_allowed(String line, String told) {
        assertThatThrownBy(() -> read("# a comment\n" + line + "\n"))
                .isInstanceOf(ServerFailure.class)
                .hasMessageContaining("manifest-server.properties, line 2: ")
                .hasMessageContaining(told)
                .hasMessageContaining(line.substring(0, line.indexOf('=')));
    }

    /** A13: the sentence is there in Japanese, too */
    @Test
    void a_bad_value_is_told_in_japanese() throws Exception {
        SettingsProblem problem = SettingsReading.of(file("\nport=x\n".getBytes(StandardCharsets.UTF_8)))
                .problem()
                .orElseThrow();
        assertThat(problem.sentence(Locale.JAPAN)).contains("の 2 行目: port の値「x」は使えません。使える値: 0～65535。");
    }

    /** A11, F5: an address that cannot be used is shown without what stands before its @ */
    @Test
    void a_password_in_the_address_of_the_database_is_refused_without_being_repeated() {
        assertThatThrownBy(() -> read("database=postgresql://care:geheim@db.example/care"))
                .hasMessageContaining("database")
                .hasMessageContaining("postgresql://…@db.example/care")
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> read("database=postgresql://care:ge/heim@db.example/care"))
                .hasMessageContaining("postgresql://…@db.example/care")
                .hasMessageNotContaining("heim");
        assertThatThrownBy(() -> read("database=postgresql://db.example/care?user=care&password=geheim"))
                .hasMessageContaining("postgresql://db.example/care?user=care&password=…")
                .hasMessageNotContaining("geheim");
    }

    /** A11: nobody finds a password in a log because it was mistyped */
    @ParameterizedTest
    @CsvSource({"consolePassword, hunter2", "databasePassword, hunter2\\u0007", "tlsKeystorePassword, hunter2\\u0000"})
    void a_bad_password_is_refused_without_being_repeated(String key, String value) {
        assertThatThrownBy(() -> read(key + "=" + value + "\n"))
                .hasMessageContaining("line 1: " + key)
                .message()
                .doesNotContain("hunter2");
    }

    /** A13 */
    @Test
    void passwords_are_in_no_text_of_the_settings() throws Exception {
        String text = read("""
                consolePassword=%s
                database=postgresql://db/care
                databasePassword=geheim1
                tlsPort=443
                tlsKeystore=site.p12
                tlsKeystorePassword=geheim2
                """.formatted(HASH)).toString();
        assertThat(text).contains("postgresql://db:5432/care", "site.p12").doesNotContain("geheim", "600000");
    }

    /** A13 */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tlsPort=443 | line 1: tlsPort is set, so tlsCertificate, tlsKey / tlsKeystore has to be set too",
                "tlsPort=443;tlsCertificate=a.pem | line 2: tlsCertificate is set, so tlsKey",
                "tlsPort=443;tlsCertificate=a.pem;tlsKey=k;tlsKeystore=s | line 4: tlsKeystore and tlsCertificate are two ways",
                "tlsPort=80;tlsKeystore=s | line 1: tlsPort is 80, as is port",
                "port=8080;port=81 | line 2: port is set a second time (first in line 1)",
            })
    void settings_that_do_not_go_together_are_refused(String lines, String told) {
        assertThatThrownBy(() -> read(lines.replace(';', '\n'))).hasMessageContaining(told);
    }

    /** A13: as Windows' editor saves */
    @Test
    void a_mark_at_the_beginning_and_windows_line_ends_are_no_harm() throws Exception {
        assertThat(read("\uFEFFport=81\r\n# x\r\ntransfersAtOnce=2\r\n")
                        .admission()
                        .transfersAtOnce())
                .isEqualTo(2);
        assertThat(read("\uFEFFport=81\r\n").port()).isEqualTo(81);
    }

    /** A13: as Windows' editor saves when it is told "ANSI" */
    @Test
    void another_encoding_than_utf8_is_told_with_its_line() throws Exception {
        Path shiftJis = file("port=80\r\n# \u30DD\u30FC\u30C8\r\n".getBytes(Charset.forName("windows-31j")));
        assertThatThrownBy(() -> ServerSettings.read(shiftJis))
                .hasMessageContaining("line 2: this is not UTF-8")
                .hasMessageContaining("Shift_JIS");
        Path utf16 = file("\uFEFFport=80\r\n".getBytes(StandardCharsets.UTF_16LE));
        assertThatThrownBy(() -> ServerSettings.read(utf16)).hasMessageContaining("UTF-16");
    }

    @Test
    void what_cannot_be_settings_is_refused_in_one_sentence() throws Exception {
        Path large = file(new byte[SettingsReading.LARGEST_BYTES + 1]);
        assertThatThrownBy(() -> ServerSettings.read(large)).hasMessageContaining("is no settings file");
        assertThatThrownBy(() -> ServerSettings.read(temp.resolve("none")))
                .hasMessageContaining("cannot be read: there is no such file");
    }
}

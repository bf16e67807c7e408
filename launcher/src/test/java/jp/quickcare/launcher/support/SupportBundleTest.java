package jp.quickcare.launcher.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import jp.quickcare.launcher.home.Home;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A37: support gets what it needs, and no password and nothing of the user's. */
class SupportBundleTest {
    @TempDir
    private Path folder;

    private Home home;

    @BeforeEach
    void install() throws IOException {
        home = new Home(folder.resolve("home"));
        Files.createDirectories(home.logs());
        Files.createDirectories(home.app());
        Files.writeString(home.app().resolve("residents.txt"), "private");
        Files.writeString(home.settings(), "server=http://tanaka:s3cret@server/\napp=qc\nproxyPassword=s3cret\n");
        Files.writeString(home.state().resolve("client-id"), "00000000-0000-4000-8000-000000000001\nk3y-s3cret\n");
        Files.writeString(home.logs().resolve("launcher.log"), """
                asked http://tanaka:s3cret@proxy:3128/
                Proxy-Authorization: Basic s3cret
                QuickCare-Ticket: s3cret
                release 1.1.0 is in place
                """);
    }

    private Map<String, String> bundle() throws IOException {
        Path file = folder.resolve("support.zip");
        new SupportBundle(home, "1.0.0", Optional.empty()).write(file);
        Map<String, String> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }

    /** A37 */
    @Test
    void it_holds_log_settings_and_what_this_pc_is() throws Exception {
        Map<String, String> entries = bundle();
        assertThat(entries.get("state/log/launcher.log")).contains("release 1.1.0 is in place");
        assertThat(entries.get("state/install.properties")).contains("app=qc", "@server/");
        assertThat(entries.get("state/client-id")).isEqualTo("00000000-0000-4000-8000-000000000001\n");
        assertThat(entries.get("about.txt")).contains("launcher: 1.0.0", "java.version: ", "home.free: ", "why: ");
    }

    /** A37 */
    @Test
    void it_holds_no_password_and_nothing_of_the_users() throws Exception {
        Map<String, String> entries = bundle();
        assertThat(entries.values()).noneMatch(text -> text.contains("s3cret") || text.contains("private"));
        assertThat(entries.keySet()).noneMatch(name -> name.startsWith("app/"));
    }

    /** A37, FS2 */
    @Test
    void it_follows_no_link_out_of_the_installation() throws Exception {
        Files.createSymbolicLink(home.logs().resolve("x.log"), home.app().resolve("residents.txt"));
        assertThat(bundle()).doesNotContainKey("state/log/x.log");
    }

    /** A37 */
    @Test
    void a_file_that_is_there_is_not_replaced() throws Exception {
        Path file = Files.writeString(folder.resolve("support.zip"), "mine");
        assertThatThrownBy(this::bundle).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("mine");
        assertThat(folder.resolve("support.zip.unfinished")).doesNotExist();
    }
}

package jp.quickcare.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import jp.quickcare.server.clients.ClientInfo;
import jp.quickcare.server.settings.Setting;
import jp.quickcare.server.testing.MemoryFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A10, A11: what is done in the console is in the system log, with the address it was done from. */
class JournalIT {
    private static final String HERE = " | console 127.0.0.1";

    @TempDir(factory = MemoryFolder.class)
    private Path temp;

    private ConsoleSite site;
    private Visitor visitor;

    @BeforeEach
    void a_site_runs() throws Exception {
        site = new ConsoleSite(temp);
        visitor = new Visitor(site.address());
    }

    @AfterEach
    void it_ends() {
        site.close();
    }

    /** A10, A11, SA4 */
    @Test
    void what_an_administrator_does_is_in_the_system_log() throws Exception {
        ClientInfo pc = site.pc("PC-OLD", "tanaka");
        site.withPassword();
        visitor.get("/console");
        visitor.post("/console/login", "password", "wrong");
        assertThat(site.log()).containsExactly("Warning | Administration | Wrong password for the console." + HERE);
        site.set(Setting.CONSOLE_PASSWORD, "");
        visitor.get("/console/clients");
        visitor.post("/console/clients/forget", "id", pc.id());
        String version = java.util.regex.Pattern.compile("name=\"version\" value=\"([^\"]+)\"")
                .matcher(visitor.get("/console/settings").body())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        visitor.post("/console/settings", "version", version, "logDays", "99");
        visitor.post("/console/password", "new", ConsoleSite.PASSWORD, "again", ConsoleSite.PASSWORD);
        assertThat(site.log())
                .containsSubsequence(
                        "Information | Administration | Set the password of the console." + HERE,
                        "Information | Administration | Changed the settings: logDays=99." + HERE,
                        "Information | Administration | Took the PC PC-OLD off the list." + HERE);
    }

    /** A10 */
    @Test
    void where_the_log_is_off_nothing_is_written() throws Exception {
        site.set(Setting.LOG, "off");
        site.withPassword();
        visitor.get("/console");
        visitor.post("/console/login", "password", "wrong");
        assertThat(site.log()).isEmpty();
    }

    /** A1 */
    @Test
    void the_server_is_stopped_from_the_console_once_the_answer_is_out() throws Exception {
        String settings = visitor.get("/console/settings").body();
        assertThat(settings).contains("started by hand", "value=\"stop\"").doesNotContain("value=\"restart\"");
        assertThat(new Visitor(site.address())
                        .post("/console/service", "do", "stop")
                        .status())
                .as("a form that no page of the console sent")
                .isEqualTo(403);
        // Where nothing would start it again it only stops.
        Visitor.Answer answer = visitor.post("/console/service", "do", "restart");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("The server stops.", "service start");
        assertThat(site.ending.await()).isZero();
        assertThat(site.log()).containsExactly("Information | Administration | Stopped the service." + HERE);
    }
}

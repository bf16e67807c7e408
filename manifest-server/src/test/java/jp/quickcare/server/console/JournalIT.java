package jp.quickcare.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
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

    /** C2, A10, SA8 */
    @Test
    void an_administrator_tells_the_pcs_where_the_server_is_and_takes_it_back() throws Exception {
        String path = "/console/settings/address";
        assertThat(visitor.get(path).body()).contains("Nothing: PCs stay");
        assertThat(visitor.post(path, "servers", "ftp://server-2/").status()).isEqualTo(422);
        assertThat(visitor.post(path, "servers", "server-2 https://server-3/").status())
                .isEqualTo(303);
        assertThat(visitor.get(path).body()).contains("http://server-2 https://server-3/");
        assertThat(site.log())
                .contains("Information | Administration | Told the PCs that the server is at "
                        + "http://server-2 https://server-3/." + HERE);
        visitor.post(path, "remove", "yes");
        assertThat(visitor.get(path).body()).contains("Nothing: PCs stay");
        assertThat(site.log()).anyMatch(line -> line.contains("no address of the server any more"));
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

    /** A6, A7, A10, A11, F1 */
    @Test
    void what_is_done_with_releases_is_in_the_system_log() throws Exception {
        visitor.get("/console/releases");
        String vendor = site.world.vendor().toString();
        begin(vendor);
        await("is done");
        begin(temp.resolve("nowhere").toString());
        await("failed");
        visitor.post(
                OfferPages.PATH,
                "app",
                "qc",
                "channel",
                "QC",
                "version",
                "1.0.0",
                "mode",
                "required",
                "newInstalls",
                "yes");
        visitor.post("/console/releases/clean");
        assertThat(site.log())
                .containsSubsequence(
                        "Information | Administration | Removed old releases: 0 files, 0 B." + HERE,
                        "Information | Administration | Offered qc 1.0.0 on QC: required; new installs: allowed."
                                + HERE);
        assertThat(site.log())
                .filteredOn(line -> line.contains("Import from"))
                .satisfiesExactly(
                        failed -> assertThat(failed)
                                .startsWith("Warning | Administration | Import from " + temp.resolve("nowhere")
                                        + " failed: ")
                                .contains("nowhere"),
                        began -> assertThat(began).contains("nowhere began."),
                        done -> assertThat(done).contains("Import from " + vendor + " is done"),
                        began -> assertThat(began)
                                .isEqualTo("Information | Administration | Import from " + vendor + " began." + HERE));
        assertThat(site.log(Locale.JAPANESE))
                .filteredOn(line -> line.contains("取り込みに失敗しました"))
                .singleElement()
                .asString()
                .doesNotContain("there is no");
    }

    /** Whoever is told of the end of one may begin the next. */
    private void begin(String from) throws Exception {
        Visitor.Answer answer = visitor.post("/console/releases/import", "from", from);
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    }

    private void await(String said) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (site.log().stream().noneMatch(line -> line.contains(said))) {
            assertThat(System.nanoTime()).as(said).isLessThan(end);
            Thread.sleep(20);
        }
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

package jp.quickcare.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.service.LocalServer;
import jp.quickcare.server.settings.Setting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** THREATS SA4 against the console, over real sockets. */
class ConsoleSecurityIT {
    private static final List<String> PAGES = List.of(
            "/console",
            "/console/connections",
            "/console/updates",
            "/console/clients",
            "/console/log",
            "/console/log.csv",
            "/console/releases",
            "/console/releases/offer",
            "/console/settings",
            "/console/about",
            "/console/events");

    private static final List<String> ACTIONS = List.of(
            "/console/releases/import",
            "/console/releases/clean",
            "/console/releases/offer",
            "/console/releases/offer/preview",
            "/console/clients/forget",
            "/console/settings",
            "/console/service",
            "/console/password");

    @TempDir
    Path temp;

    private ConsoleSite site;
    private Visitor visitor;

    @BeforeEach
    void a_site_runs() throws IOException, ServerFailure {
        site = new ConsoleSite(temp);
        visitor = new Visitor(site.address());
    }

    @AfterEach
    void it_ends() {
        site.close();
    }

    private void loggedIn() throws IOException, ServerFailure {
        site.withPassword();
        visitor.get("/console");
        assertThat(visitor.post("/console/login", "password", ConsoleSite.PASSWORD)
                        .status())
                .isEqualTo(303);
        assertThat(visitor.get("/console").status()).isEqualTo(200);
    }

    private Visitor.Answer offer(String path, String mode, String message) throws IOException {
        return visitor.post(path, "app", "qc", "channel", "QC", "version", "1.0.0", "mode", mode, "messageEn", message);
    }

    private byte[] siteMetadata() throws IOException {
        return Files.readAllBytes(site.world.site().resolve("repository/site/metadata/timestamp.json"));
    }

    /** A13: each value that is wrong is told beside its field, what was typed stays, and nothing is saved. */
    @Test
    void every_setting_that_is_wrong_is_told_beside_its_field() throws Exception {
        loggedIn();
        String page = visitor.get("/console/settings").body();
        String version = page.replaceAll("(?s).*name=\"version\" value=\"([^\"]*)\".*", "$1");
        Visitor.Answer answer = visitor.post(
                "/console/settings", "version", version, "transfersAtOnce", "7", "logDays", "0", "port", "99999");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains(
                        "id=\"port-error\"",
                        "id=\"logDays-error\"",
                        "Not saved: please correct \"Port, Keep for (days)\"")
                .doesNotContain("id=\"transfersAtOnce-error\"")
                .contains("value=\"99999\"", "value=\"7\"");
        assertThat(visitor.get("/console/settings").body()).doesNotContain("value=\"7\"");
    }

    /** SA4: without login nothing is shown and nothing is done; with it the same is. */
    @Test
    void without_login_no_page_is_shown_and_nothing_is_done() throws Exception {
        site.pc("PC-SECRET", "tanaka");
        site.withPassword();
        byte[] before = siteMetadata();
        for (String page : PAGES) {
            Visitor.Answer answer = visitor.get(page);
            assertThat(answer.status()).as(page).isEqualTo(401);
            assertThat(answer.body()).as(page).doesNotContain("PC-SECRET", "quickcare.db");
        }
        for (String action : ACTIONS) {
            Visitor.Answer answer =
                    visitor.post(action, "app", "qc", "channel", "QC", "version", "1.0.0", "mode", "refused");
            assertThat(answer.status()).as(action).isEqualTo(303);
        }
        assertThat(siteMetadata()).isEqualTo(before);

        visitor.get("/console");
        visitor.post("/console/login", "password", ConsoleSite.PASSWORD);
        assertThat(visitor.get("/console/clients").body()).contains("PC-SECRET");
    }

    /** A11: whoever types nothing but the server's address finds the console; where there is none, nothing is said of it. */
    @Test
    void the_bare_address_leads_to_the_console_where_there_is_one() throws Exception {
        Visitor.Answer answer = visitor.get("/");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).isEqualTo("/console");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(visitor.ask("POST", "/", "", "Content-Length: 0").status()).isEqualTo(405);
        assertThat(visitor.get("//console").status()).isEqualTo(404);
        assertThat(visitor.get("/console/").header("location")).isEqualTo("/console");
        assertThat(visitor.get(LocalServer.console(site.world.site()).getPath()).status())
                .as("what the icon in the task bar opens")
                .isEqualTo(200);

        site.set(Setting.CONSOLE, "off");

        answer = visitor.get("/");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("console");
    }

    /** A11 */
    @Test
    void the_id_is_another_after_the_login_and_no_script_may_read_it() throws Exception {
        site.withPassword();
        Visitor.Answer first = visitor.get("/console");
        assertThat(first.header("set-cookie"))
                .contains("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Path=/console");
        String before = visitor.cookie();

        visitor.post("/console/login", "password", ConsoleSite.PASSWORD);

        assertThat(visitor.cookie()).isNotEqualTo(before).matches("[A-Za-z0-9_-]{22}");
    }

    /** A11 */
    @Test
    void a_wrong_password_is_refused_and_further_ones_have_to_wait() throws Exception {
        site.withPassword();
        visitor.get("/console");
        for (int i = 0; i < 3; i++) {
            assertThat(visitor.post("/console/login", "password", "sakura-2026 さくら")
                            .status())
                    .isEqualTo(401);
        }

        // The wait of a second may be over before a busy machine has looked at the next one; it doubles each time.
        Visitor.Answer answer = visitor.post("/console/login", "password", "another");
        for (int i = 0; i < 10 && answer.status() == 401; i++) {
            answer = visitor.post("/console/login", "password", "another");
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("retry-after")).matches("[1-9][0-9]*");
        assertThat(visitor.get("/console").status()).isEqualTo(401);
    }

    /** SA4: CSRF: a form of another page, or without our token, does nothing. */
    @Test
    void a_form_that_no_page_of_ours_sent_does_nothing() throws Exception {
        loggedIn();
        byte[] before = siteMetadata();
        String[] offer = {"app", "qc", "channel", "QC", "version", "1.0.0", "mode", "refused"};
        String[] withToken = {
            "token", visitor.token(), "app", "qc", "channel", "QC", "version", "1.0.0", "mode", "refused"
        };

        assertThat(visitor.postExactly(OfferPages.PATH, List.of(), offer).status())
                .isEqualTo(403);
        assertThat(visitor.postExactly(OfferPages.PATH, List.of("Origin: http://evil.example"), withToken)
                        .status())
                .isEqualTo(403);
        assertThat(visitor.postExactly(OfferPages.PATH, List.of("Origin: null"), withToken)
                        .status())
                .isEqualTo(403);
        assertThat(visitor.postExactly(OfferPages.PATH, List.of("Sec-Fetch-Site: cross-site"), withToken)
                        .status())
                .isEqualTo(403);
        assertThat(visitor.postExactly(OfferPages.PATH, List.of("Sec-Fetch-Site: same-site"), withToken)
                        .status())
                .isEqualTo(403);
        Visitor other = new Visitor(site.address());
        other.get("/console");
        String[] foreign = withToken.clone();
        foreign[1] = other.token();
        assertThat(visitor.postExactly(OfferPages.PATH, List.of(), foreign).status())
                .isEqualTo(403);
        assertThat(siteMetadata()).isEqualTo(before);

        assertThat(visitor.postExactly(OfferPages.PATH, List.of("Origin: http://localhost"), withToken)
                        .status())
                .isEqualTo(303);
        assertThat(siteMetadata()).isNotEqualTo(before);
    }

    /** SA4: a session that was logged out, or whose password was changed, is worth nothing. */
    @Test
    void a_session_is_worth_nothing_after_logging_out() throws Exception {
        loggedIn();
        Visitor thief = visitor.twin();
        assertThat(thief.get("/console").status()).isEqualTo(200);

        visitor.post("/console/logout");

        assertThat(thief.get("/console").status()).isEqualTo(401);
        assertThat(visitor.get("/console").status()).isEqualTo(401);
    }

    /** SA4, A11 */
    @Test
    void a_new_password_ends_every_other_session() throws Exception {
        loggedIn();
        Visitor thief = visitor.twin();

        assertThat(visitor.post(
                                "/console/password",
                                "current",
                                "not it",
                                "new",
                                "Himawari-2027",
                                "again",
                                "Himawari-2027")
                        .status())
                .isEqualTo(422);
        assertThat(visitor.post(
                                "/console/password",
                                "current",
                                ConsoleSite.PASSWORD,
                                "new",
                                "Himawari-2027",
                                "again",
                                "Himawari-2027")
                        .status())
                .isEqualTo(303);

        assertThat(thief.get("/console").status()).isEqualTo(401);
        assertThat(visitor.get("/console").status()).isEqualTo(200);
        assertThat(Files.readString(site.world.site().resolve("manifest-server.properties")))
                .contains("pbkdf2-sha256")
                .doesNotContain("Himawari");
    }

    /** SA4: traversal */
    @Test
    void no_name_leads_out_of_the_console() throws Exception {
        loggedIn();
        for (String path : List.of(
                "/console/..%2f..%2fmanifest-server.properties",
                "/console/../manifest-server.properties",
                "/console/assets/..%2f..%2fkeys/online.pem",
                "/console/assets/../../keys/online.pem",
                "/console/%5c..%5ckeys%5conline.pem",
                "/console/clients/%00",
                "/console/clients/..%2f..%2fdata%2fquickcare.db",
                "/console/" + "a".repeat(5_000),
                "/console//keys/online.pem",
                "/consolex")) {
            Visitor.Answer answer = visitor.get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.body()).as(path).doesNotContain("PRIVATE KEY", "consolePassword");
        }
        assertThat(visitor.get("/console/log?after=" + "9".repeat(300) + "&q=%00%ff%c0")
                        .status())
                .isEqualTo(200);
        assertThat(visitor.get("/console/log?" + "q=" + "a".repeat(5_000)).status())
                .isEqualTo(404);
        assertThat(visitor.get("/console/clients?after=%27%20OR%201%3D1&why=nonsense")
                        .status())
                .isEqualTo(200);
        assertThat(visitor.get("/console").status()).isEqualTo(200);
    }

    /** A11, SA4: DNS rebinding. */
    @Test
    void without_a_password_only_the_server_pc_itself_is_answered() throws Exception {
        assertThat(visitor.get("/console").status()).isEqualTo(200);
        assertThat(new Visitor(site.address())
                        .asking("evil.example")
                        .get("/console")
                        .status())
                .isEqualTo(403);
        assertThat(visitor.get("/console", "X-Forwarded-For: 192.0.2.7").status())
                .isEqualTo(403);

        site.withPassword();
        assertThat(new Visitor(site.address())
                        .asking("server.example")
                        .get("/console")
                        .status())
                .isEqualTo(401);

        site.set(Setting.CONSOLE, "this-computer");
        assertThat(new Visitor(site.address())
                        .asking("server.example")
                        .get("/console")
                        .status())
                .isEqualTo(403);
        assertThat(new Visitor(site.address()).get("/console").status()).isEqualTo(401);

        site.set(Setting.CONSOLE, "off");
        assertThat(new Visitor(site.address()).get("/console").status()).isEqualTo(404);
    }

    /** SA4: what a page may do is nothing but to show itself. */
    @Test
    void every_answer_lets_a_browser_do_nothing_but_show_it() throws Exception {
        for (String page : List.of("/console", "/console/settings", "/console/nothing-of-that-name")) {
            Visitor.Answer answer = visitor.get(page);
            assertThat(answer.header("content-security-policy"))
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(answer.header("cache-control")).isIn("no-store", "no-cache");
            assertThat(answer.body()).doesNotContainPattern("<script>|<style| on[a-z]+=\"| style=\"|javascript:");
        }
    }

    /** SA3, SA4: what a PC says of itself stays text everywhere. */
    @Test
    void markup_in_a_name_stays_text_on_every_page() throws Exception {
        String name = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>";
        String id = site.pc(name, "'\"><svg onload=alert(1)>").id();
        site.present = List.of(site.present(site.clients.find(id).orElseThrow().info()));

        for (String page : List.of("/console", "/console/connections", "/console/clients", "/console/clients/" + id)) {
            Visitor.Answer answer = visitor.get(page);
            assertThat(answer.status()).as(page).isEqualTo(200);
            assertThat(answer.body()).as(page).doesNotContain("<script>alert", "<img src=x", "<svg onload");
        }
        assertThat(visitor.get("/console/clients").body()).contains("&lt;script");
    }

    /** SA3 */
    @Test
    void a_message_with_markup_is_shown_as_text_and_one_that_is_too_long_is_refused() throws Exception {
        visitor.get(OfferPages.PATH);
        Visitor.Answer preview = offer(OfferPages.PATH + "/preview", "required", "<b onclick=alert(1)>now</b>");
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.body()).contains("&lt;b onclick=alert(1)").doesNotContain("<b onclick");

        byte[] before = siteMetadata();
        for (String message : List.of("a".repeat(2_001), "\u001b[31mred", "ring\u0007ring")) {
            assertThat(offer(OfferPages.PATH, "optional", message).status()).isEqualTo(422);
        }
        Visitor.Answer long10 = visitor.ask(
                "POST",
                OfferPages.PATH,
                "",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: 10000000");
        assertThat(long10.status()).isEqualTo(413);
        assertThat(siteMetadata()).isEqualTo(before);

        assertThat(offer(OfferPages.PATH, "optional", "Good\nday").status()).isEqualTo(303);
    }
}

package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** An administrator at the console in a real browser, and real PCs that do as told. */
class ConsoleE2EIT {
    private static final String PASSWORD = "Sakura-2026";
    private static final String SCRIPT = "<script>document.title='owned'</script>";

    @TempDir
    Path temp;

    private World world;

    @BeforeEach
    void a_site_has_a_password() {
        world = World.offering(temp.resolve("world"), "optional");
        Command.run(
                        List.of(
                                Product.server(),
                                "password",
                                "--dir",
                                world.site().folder().toString()),
                        Map.of(),
                        PASSWORD + "\n")
                .expect(0);
    }

    @AfterEach
    void the_server_ends() {
        world.close();
    }

    private ConsoleBrowser browser(String language) {
        return new ConsoleBrowser(world.site().address(), temp.resolve("profile-" + language), language);
    }

    /** A6, A11 */
    @Test
    void the_start_mode_set_in_the_browser_is_what_a_pc_does() {
        Client client = world.install("home");
        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
        try (ConsoleBrowser browser = browser("en")) {
            browser.open("/releases");
            assertThat(browser.driver().getTitle()).startsWith("Log in");
            browser.logIn(PASSWORD);

            browser.open("/releases/offer?app=tiny&channel=QC");
            browser.click("input[name=mode][value=refused]");
            browser.type("#messageEn", "Closed until noon.");
            browser.until(() -> browser.find("#preview").getText().contains("Closed until noon."));
            browser.click("main button.main");
            browser.until(() -> browser.text().contains("Done."));
            assertThat(browser.text()).contains("Stopped");
        }

        Command.Result refused = client.click();
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.all()).contains("Closed until noon.").doesNotContain("UP");

        try (ConsoleBrowser browser = browser("ja")) {
            browser.logIn(PASSWORD);
            browser.open("/releases/offer?app=tiny&channel=QC");
            browser.click("input[name=mode][value=optional]");
            browser.click("main button.main");
            browser.until(() -> browser.text().contains("設定しました"));
        }
        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
    }

    /** A9, A10, A37, SA4 */
    @Test
    void a_real_update_moves_its_bar_and_is_found_in_the_log_and_markup_in_its_name_stays_text() throws Exception {
        try (SlowLine line = new SlowLine(world.site().address(), 200_000);
                ConsoleBrowser browser = browser("en")) {
            large(world.folder());
            Command.run(install(line)).expect(0);
            Client client = new Client(temp.resolve("home"), "tiny");
            world.offer(2, "required");
            browser.logIn(PASSWORD);
            browser.open("/updates");

            CompletableFuture<Command.Result> updating = CompletableFuture.supplyAsync(() -> Command.run(
                    List.of(client.home().resolve("bin/launcher").toString(), "update", "--silent"),
                    Map.of("COMPUTERNAME", SCRIPT),
                    ""));
            List<Integer> seen = new ArrayList<>();
            browser.until(() -> {
                for (WebElement bar : browser.all("tr.update progress")) {
                    int percent = Integer.parseInt(bar.getDomAttribute("value"));
                    if (seen.isEmpty() || seen.get(seen.size() - 1) != percent) {
                        seen.add(percent);
                    }
                }
                return seen.stream()
                                .filter(percent -> percent > 0 && percent < 100)
                                .count()
                        >= 3;
            });
            assertThat(seen).isSorted();
            browser.until(() -> browser.find("tr.update th").getText().equals(SCRIPT));
            line.slowNoMore();
            updating.get().expect(0);

            browser.until(() -> browser.text().contains("No PC is being updated at the moment."));
            browser.until(() -> browser.text().contains("normal"));
            browser.open("/log");
            browser.type("#q", "owned");
            browser.click("form.filter button");
            browser.until(() -> browser.driver().getCurrentUrl().contains("q=owned"));
            assertThat(browser.all("table.log tbody tr")).hasSizeGreaterThanOrEqualTo(2);
            assertThat(browser.find("table.log tbody").getText()).contains(SCRIPT, "Update ended");
            browser.type("#q", "there is no such text");
            browser.click("form.filter button");
            browser.until(() -> browser.text().contains("Nothing was found."));
            browser.open("");
            browser.until(() -> browser.text().contains("up to date"));
            assertThat(browser.driver().getTitle()).doesNotContain("owned");
        }
    }

    private List<String> install(SlowLine line) {
        List<String> command =
                new ArrayList<>(Client.installCommand(temp.resolve("home"), "tiny", world.site(), world.vendor()));
        command.set(command.indexOf("--server") + 1, line.address().toString());
        return command;
    }

    /** The second release has seven megabytes that the first has not. */
    private void large(Path folder) throws IOException {
        Path release = TinyApplication.write(folder, 2);
        byte[] bytes = new byte[7_000_000];
        new Random(42).nextBytes(bytes);
        Files.write(release.resolve("lib/large.bin"), bytes);
        world.vendor().publish("tiny", "2.0", release);
        world.site().importFrom(world.vendor());
    }

    /** F1, A6, A11: with nothing but the keyboard, in both languages. */
    @Test
    void everything_is_reached_with_the_keyboard_in_both_languages() {
        try (ConsoleBrowser browser = browser("ja")) {
            browser.open("");
            assertThat(browser.find("html").getDomAttribute("lang")).isEqualTo("ja");
            // A page that is there gives its field the keyboard a moment later.
            browser.until(() -> "password"
                    .equals(browser.driver().switchTo().activeElement().getDomAttribute("id")));
            browser.driver().switchTo().activeElement().sendKeys(PASSWORD, Keys.ENTER);
            browser.until(() -> !browser.all("nav[aria-label] a").isEmpty());
            assertThat(browser.text()).contains("最初に行うこと");

            press(browser, Keys.TAB);
            assertThat(browser.driver().switchTo().activeElement().getDomAttribute("class"))
                    .isEqualTo("skip");
            for (int i = 0; i < 3; i++) {
                press(browser, Keys.TAB);
            }
            assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("更新記録");
            press(browser, Keys.ENTER);
            browser.until(() -> browser.driver().getCurrentUrl().endsWith("/updates"));

            tabTo(browser, "English");
            press(browser, Keys.ENTER);
            browser.until(() -> "en".equals(browser.find("html").getDomAttribute("lang")));
            assertThat(browser.driver().getCurrentUrl()).endsWith("/updates");
            assertThat(browser.text()).contains("Update records");

            makeRequired(browser);

            tabTo(browser, "Log out");
            press(browser, Keys.ENTER);
            browser.until(() -> browser.driver().getTitle().startsWith("Log in"));
        }
    }

    /** A6: what is under the keys is always seen. */
    private static void makeRequired(ConsoleBrowser browser) {
        tabTo(browser, "Releases");
        press(browser, Keys.ENTER);
        browser.until(() -> browser.driver().getCurrentUrl().endsWith("/releases"));
        tabToCss(browser, "a.button[href*='app=tiny&channel=QC']");
        press(browser, Keys.ENTER);
        browser.until(() -> !browser.all("#preview").isEmpty());

        tabToCss(browser, "input[name=mode]");
        press(browser, Keys.ARROW_DOWN);
        browser.until(() -> browser.find("#preview").getText().contains("has to be updated"));
        tabToCss(browser, "#messageEn");
        browser.driver().switchTo().activeElement().sendKeys("Before noon, please.");
        browser.until(() -> browser.find("#preview").getText().contains("Before noon, please."));
        tabToCss(browser, "main button.main");
        press(browser, Keys.ENTER);
        browser.until(() -> browser.text().contains("Done."));
        browser.until(() -> browser.find(".mode-required").getText().equals("Required"));
        assertThat(browser.text()).contains("Before noon, please.");
    }

    /** SA4, F1: no script fails, and nothing of a page is against the console's own policy of contents. */
    @Test
    void no_page_makes_the_browser_complain_in_either_language() {
        Client client = world.install("home");
        client.click().expect(0);
        for (String language : List.of("en", "ja")) {
            try (ConsoleBrowser browser = browser(language)) {
                browser.logIn(PASSWORD);
                browser.open("/clients");
                browser.until(() -> {
                    browser.driver().navigate().refresh();
                    return !browser.all("tbody a").isEmpty();
                });
                // That nobody was logged in at first is no fault of a page's.
                browser.complaints();
                String pc = String.valueOf(browser.find("tbody a").getDomAttribute("href"))
                        .replace("/console", "");
                for (String page : List.of(
                        "",
                        "/connections",
                        "/updates",
                        "/clients?q=nobody",
                        pc,
                        "/log?severity=error",
                        "/releases",
                        "/releases/offer?app=tiny&channel=QC",
                        "/settings",
                        "/about")) {
                    browser.open(page);
                    assertThat(browser.find("html").getDomAttribute("lang")).isEqualTo(language);
                    assertThat(browser.all("h1")).as(page).hasSize(1);
                    assertThat(browser.complaints()).as(page).isEmpty();
                }
                // A script of somebody else's would be refused, and that be seen here.
                browser.driver()
                        .executeScript("document.body.insertAdjacentHTML('beforeend', '<p onclick=\"x()\">x</p>');"
                                + "document.body.lastElementChild.click()");
                assertThat(browser.complaints()).singleElement().asString().contains("Content Security Policy");
            }
        }
    }

    private static void tabToCss(ConsoleBrowser browser, String css) {
        for (int i = 0; i < 60; i++) {
            press(browser, Keys.TAB);
            WebElement focused = browser.driver().switchTo().activeElement();
            assertThat(focused.getCssValue("outline-style"))
                    .as(focused.getDomProperty("outerHTML"))
                    .isNotEqualTo("none");
            if (Boolean.TRUE.equals(
                    browser.driver().executeScript("return arguments[0].matches(arguments[1])", focused, css))) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach " + css);
    }

    private static void press(ConsoleBrowser browser, Keys key) {
        browser.driver().switchTo().activeElement().sendKeys(key);
    }

    private static void tabTo(ConsoleBrowser browser, String text) {
        for (int i = 0; i < 40; i++) {
            press(browser, Keys.TAB);
            if (browser.driver().switchTo().activeElement().getText().equals(text)) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach \"" + text + "\"");
    }
}

package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium, as an administrator sits at it. */
final class ConsoleBrowser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK_EACH = Duration.ofMillis(100);

    private final ChromeDriver driver;
    private final URI console;

    ConsoleBrowser(URI server, Path profile, String language) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--window-size=1280,800",
                "--lang=" + language,
                "--accept-lang=" + language,
                "--user-data-dir=" + profile);
        LoggingPreferences heard = new LoggingPreferences();
        heard.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, heard);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new java.io.File("/usr/bin/chromedriver"))
                .withTimeout(PATIENCE)
                .build();
        driver = new ChromeDriver(service, options);
        console = server.resolve("console");
    }

    ChromeDriver driver() {
        return driver;
    }

    void open(String page) {
        driver.get(console + page);
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** What is looked for may be put anew by the page between the look and the click. */
    void click(String css) {
        until(() -> {
            WebElement element = find(css);
            driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
            element.click();
            return true;
        });
    }

    void type(String css, String text) {
        until(() -> {
            WebElement element = find(css);
            element.clear();
            element.sendKeys(text);
            return true;
        });
    }

    /** What the browser has complained of since it was asked last: scripts that failed, what the page's policy refused. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::toString)
                .toList();
    }

    /** The page may put its contents anew while they are read. */
    String text() {
        for (long end = System.nanoTime() + PATIENCE.toNanos(); ; ) {
            try {
                return find("main").getText();
            } catch (StaleElementReferenceException e) {
                assertThat(System.nanoTime()).as("the page never rests").isLessThan(end);
            }
        }
    }

    /** The page changes under the test's hands: what is gone or not there yet is looked for again. */
    void until(BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (holds.getAsBoolean()) {
                    return;
                }
            } catch (StaleElementReferenceException | NoSuchElementException e) {
                // Looked for again.
            }
            LockSupport.parkNanos(LOOK_EACH.toNanos());
        }
        throw new AssertionError("not within " + PATIENCE.toSeconds() + " s; the page says:\n" + text());
    }

    void logIn(String password) {
        open("");
        type("#password", password);
        click("main button.main");
        until(() -> !all("nav[aria-label] a").isEmpty());
    }

    @Override
    public void close() {
        driver.quit();
    }
}

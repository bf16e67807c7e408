package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample QuickCare itself on a desktop, in the JVM that the click started. */
class QuickCareE2EIT {
    private static final Path RELEASES = Product.ROOT.resolve("samples/quickcare/target/releases");
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

    @TempDir
    Path temp;

    /** A6, A20, A23, A27: the notice on the login screen; whoever clicks it gets the new release, and QuickCare again. */
    @Test
    void the_notice_on_the_login_screen_closes_quickcare_updates_it_and_opens_it_again() throws Exception {
        Vendor vendor = Vendor.init(temp.resolve("vendor"), "qc");
        publish(vendor, "1.0.0");
        try (Site site = Site.init(temp.resolve("site"), vendor);
                Screen screen = Screen.open()) {
            site.importFrom(vendor);
            site.offer("qc", "1.0.0", "optional");
            site.serve();
            Client client = Client.install(temp.resolve("home"), "qc", site, vendor);
            publish(vendor, "1.1.0");
            site.importFrom(vendor);
            site.offer("qc", "1.1.0", "optional", "--message-en", "The new care fees are in.");
            hearOfTheUpdate(client, screen);

            Path picture = temp.resolve("login.png");
            String start = client.home().resolve("bin/start").toString();
            var click = screen.begin(List.of(start, "--screenshot", picture.toString()), "en");
            await(() -> isThere(picture));
            screen.see("QuickCare");
            screen.picture(temp.resolve("notice.png"));
            Files.delete(picture);
            // From the user's name, where typing begins, back to the notice.
            screen.press("shift+Tab", "space");

            await(() -> isThere(picture));
            screen.see("QuickCare").picture(temp.resolve("updated.png")).press("alt+F4");

            assertThat(click.get(15, TimeUnit.MINUTES).exitCode()).isZero();
            assertThat(client.launcher("status").expect(0).out()).containsPattern("Release: +1\\.1\\.0");
            client.launcher("verify").expect(0);
        }
    }

    /** So that the notice is there from the start, and not a moment later. */
    private void hearOfTheUpdate(Client client, Screen screen) {
        Path known = client.home().resolve("state/last-check");
        await(() -> {
            Path picture = temp.resolve("before.png");
            List<String> click = List.of(
                    client.home().resolve("bin/start").toString(), "--screenshot", picture.toString(), "--exit");
            Command.run(click, Map.of("DISPLAY", screen.name()), "").expect(0);
            try {
                return Files.readString(known).contains("decision=offered");
            } catch (IOException e) {
                return false;
            }
        });
    }

    private static boolean isThere(Path file) {
        return Files.exists(file);
    }

    private static void await(BooleanSupplier done) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }

    /** Without deltas: their making takes longer than all of this. */
    private static void publish(Vendor vendor, String version) {
        Command.run(List.of(
                        Product.server(),
                        "publish",
                        "--deltas",
                        "0",
                        "--dir",
                        vendor.folder().toString(),
                        "--app",
                        "qc",
                        "--version",
                        version,
                        "--platform",
                        "linux-x64",
                        "--from",
                        RELEASES.resolve(version).toString(),
                        "--release-file",
                        RELEASES.resolve(version + ".release.json").toString()))
                .expect(0);
    }
}

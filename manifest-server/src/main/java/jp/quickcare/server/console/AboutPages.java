package jp.quickcare.server.console;

import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import jp.quickcare.server.console.page.AboutPage;

/** Which version this is, and the licences of what it carries. */
final class AboutPages {
    private final AboutPage page;

    AboutPages() {
        Properties about = read();
        List<AboutPage.Library> libraries = new ArrayList<>();
        for (String key : new TreeSet<>(about.stringPropertyNames())) {
            if (key.startsWith("library.")) {
                String[] parts = about.getProperty(key).split(";", 3);
                libraries.add(new AboutPage.Library(parts[0].strip(), parts[1].strip(), parts[2].strip()));
            }
        }
        page = new AboutPage(
                about.getProperty("version", ""),
                System.getProperty("java.vendor", "") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"),
                libraries);
    }

    private static Properties read() {
        Properties about = new Properties();
        try (InputStream in = AboutPages.class.getResourceAsStream("about.properties")) {
            if (in == null) {
                throw new IllegalStateException("the package lacks about.properties");
            }
            try (Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                about.load(text);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return about;
    }

    void show(Visit visit) {
        Answers.html(visit.exchange(), StatusCodes.OK, Pages.render("about.jte", visit.frame("about"), page));
    }
}

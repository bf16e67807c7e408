package jp.quickcare.server.console;

import io.undertow.util.StatusCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import jp.quickcare.server.console.page.AboutPage;

/** Which version this is, and the licences of what it carries. */
final class AboutPages {
    private final AboutPage page;

    AboutPages() {
        Properties about = Product.about();
        List<AboutPage.Library> libraries = new ArrayList<>();
        for (String key : new TreeSet<>(about.stringPropertyNames())) {
            if (key.startsWith("library.")) {
                String[] parts = about.getProperty(key).split(";", 3);
                libraries.add(new AboutPage.Library(parts[0].strip(), parts[1].strip(), parts[2].strip()));
            }
        }
        page = new AboutPage(
                Product.version(),
                System.getProperty("java.vendor", "") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"),
                libraries);
    }

    void show(Visit visit) {
        Answers.html(visit.exchange(), StatusCodes.OK, Pages.render("about.jte", visit.frame("about"), page));
    }
}

package jp.quickcare.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * Which release of QuickCare this is; each release's jar carries its own file.
 *
 * @param version for example {@code 1.1.0}
 * @param news one sentence on what this release brings, in the user's language
 */
public record ReleaseInfo(String version, String news) {

    /** @return the release that is running */
    public static ReleaseInfo current() {
        Properties properties = new Properties();
        try (InputStream in = ReleaseInfo.class.getResourceAsStream("release.properties")) {
            if (in == null) {
                throw new IllegalStateException("release.properties is missing from the application's jar");
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String news = Texts.japanese() ? "new.ja" : "new.en";
        return new ReleaseInfo(properties.getProperty("version", "?"), properties.getProperty(news, ""));
    }
}

package jp.quickcare.server.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What the build says of this program: its version, and what it carries. */
public final class Product {
    private Product() {}

    /** Which version this is. */
    public static String version() {
        return about().getProperty("version", "");
    }

    static Properties about() {
        Properties about = new Properties();
        try (InputStream in = Product.class.getResourceAsStream("about.properties")) {
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
}

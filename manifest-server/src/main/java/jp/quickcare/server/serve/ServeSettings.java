package jp.quickcare.server.serve;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import jp.quickcare.server.failure.ServerFailure;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens, and how long it bears a silent peer (SPEC A2).
 *
 * @param port 0 to 65535; 0 takes any free one
 * @param bind an address or host name of this machine; empty for all of them
 * @param timeoutMillis 1,000 to 3,600,000
 */
public record ServeSettings(int port, String bind, int timeoutMillis) {
    /** What is in force where nothing is set: port 80 on every address, 60 s. */
    public static final ServeSettings STANDARD = new ServeSettings(80, "", 60_000);

    private static final int LARGEST_PORT = 65_535;
    private static final int LEAST_TIMEOUT_MILLIS = 1_000;
    private static final int LONGEST_TIMEOUT_MILLIS = 3_600_000;

    /** Refuses values out of range. */
    public ServeSettings {
        if (port < 0 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("port " + port);
        }
        if (timeoutMillis < LEAST_TIMEOUT_MILLIS || timeoutMillis > LONGEST_TIMEOUT_MILLIS) {
            throw new IllegalArgumentException("timeoutMillis " + timeoutMillis);
        }
    }

    /**
     * Reads {@code port}, {@code bind} and {@code timeoutMillis} from a properties file in UTF-8; without the file, or
     * without a key, the standard holds.
     *
     * @throws ServerFailure the file cannot be read, or a value is not allowed: the sentence names file, key and range
     */
    public static ServeSettings read(Path file) throws ServerFailure {
        if (!Files.exists(file)) {
            return STANDARD;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw ServerFailure.disk("reading " + file, e);
        } catch (IllegalArgumentException e) {
            throw ServerFailure.badInput(file + " is no properties file: " + e.getMessage());
        }
        return new ServeSettings(
                number(file, properties, "port", STANDARD.port(), 0, LARGEST_PORT),
                properties.getProperty("bind", "").strip(),
                number(
                        file,
                        properties,
                        "timeoutMillis",
                        STANDARD.timeoutMillis(),
                        LEAST_TIMEOUT_MILLIS,
                        LONGEST_TIMEOUT_MILLIS));
    }

    /** The same with what a command line says instead. */
    ServeSettings with(@Nullable Integer otherPort, @Nullable String otherBind) {
        return new ServeSettings(
                otherPort == null ? port : otherPort, otherBind == null ? bind : otherBind, timeoutMillis);
    }

    /** The address to listen on. */
    String host() {
        return bind.isEmpty() ? "0.0.0.0" : bind;
    }

    private static int number(Path file, Properties properties, String key, int standard, int least, int most)
            throws ServerFailure {
        String text = properties.getProperty(key);
        if (text == null || text.isBlank()) {
            return standard;
        }
        try {
            int value = Integer.parseInt(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // The sentence below says what is allowed.
        }
        throw ServerFailure.badInput(file + ": " + key + "=" + text.strip()
                + " is not allowed; it is a whole number from " + least + " to " + most);
    }
}

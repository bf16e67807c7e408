package jp.quickcare.server.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;

/**
 * What the administrator sets in {@code manifest-server.properties} (SPEC A2, A13).
 *
 * @param port to listen on, 0 for any free one
 * @param bind the address to listen on; empty for all
 * @param timeout after which a silent peer is dropped
 */
public record ServerSettings(int port, Optional<String> bind, Duration timeout) {
    /** What a new site begins with. */
    public static final String FIRST_CONTENT = """
            # Settings of the manifest server.
            # TCP port to listen on, 0 to 65535.
            port=80
            # Address to listen on; empty: all of this computer's.
            bind=
            # After so many milliseconds a silent peer is dropped, 1000 to 3600000.
            timeoutMillis=60000
            """;

    private static final Set<String> KEYS = Set.of("port", "bind", "timeoutMillis");

    /** Reads the file. @throws ServerFailure naming file, line, key and what is allowed */
    public static ServerSettings read(Path file) throws ServerFailure {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ServerFailure(
                    FailureCode.BAD_INPUT, "The settings cannot be read: " + ServerFailure.reason(e) + ".", e);
        }
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            throw new ServerFailure(FailureCode.BAD_INPUT, file + " is no settings file: " + e.getMessage() + ".", e);
        }
        Reader reader = new Reader(file, text, properties);
        for (String key : properties.stringPropertyNames()) {
            if (!KEYS.contains(key)) {
                throw reader.refused(key, "is not known; known are port, bind and timeoutMillis");
            }
        }
        String bind = properties.getProperty("bind", "").strip();
        return new ServerSettings(
                reader.number("port", 80, 0, 65_535),
                bind.isEmpty() ? Optional.empty() : Optional.of(bind),
                Duration.ofMillis(reader.number("timeoutMillis", 60_000, 1_000, 3_600_000)));
    }

    private record Reader(Path file, String text, Properties properties) {
        int number(String key, int otherwise, int least, int most) throws ServerFailure {
            String value = properties.getProperty(key, "").strip();
            if (value.isEmpty()) {
                return otherwise;
            }
            try {
                int number = Integer.parseInt(value);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException notOne) {
                // Told like a number that is out of bounds.
            }
            throw refused(key, "is \"" + value + "\"; allowed are " + least + " to " + most);
        }

        ServerFailure refused(String key, String why) {
            List<String> lines = text.lines().toList();
            int line = 0;
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).strip().startsWith(key)) {
                    line = i + 1;
                }
            }
            return ServerFailure.badInput(file + ", line " + line + ": " + key + " " + why + ".");
        }
    }
}

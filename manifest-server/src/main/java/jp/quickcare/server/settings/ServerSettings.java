package jp.quickcare.server.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;

/**
 * What the administrator sets in {@code manifest-server.properties} (SPEC A2, A13).
 *
 * @param port to listen on, 0 for any free one
 * @param bind the address to listen on; empty for all
 * @param timeout after which a silent peer is dropped
 * @param admission who may transfer, and when
 * @param log what is kept of what happened
 * @param console who may manage the server
 * @param language of what people read; empty for the browser's or the system's
 * @param database where several servers keep what they share; empty for the embedded one
 * @param tls how the server answers by HTTPS; empty for not at all
 * @param drain so long transfers under way may take when the server ends
 */
public record ServerSettings(
        int port,
        Optional<String> bind,
        Duration timeout,
        Admission admission,
        Log log,
        Console console,
        Optional<Locale> language,
        Optional<PostgreSql> database,
        Optional<Tls> tls,
        Duration drain) {
    /** What counts where nothing is set. */
    public static final ServerSettings STANDARD = of(Path.of(""), Map.of());

    /** Which waiting client is next. */
    public enum Order {
        /** Any of them, all with the same chance. */
        RANDOM,
        /** Whoever asked first. */
        FIFO
    }

    /** Who may open the console. */
    public enum Access {
        /** Every computer, once a password is set. */
        EVERYONE,
        /** The server's own computer. */
        THIS_COMPUTER,
        /** Nobody. */
        OFF
    }

    /**
     * Who may transfer, and when (SPEC A4).
     *
     * @param transfersAtOnce so many clients at the same time, 1 or more
     * @param order who of those that wait is next
     * @param lease a place whose client is silent for so long is free again
     */
    public record Admission(int transfersAtOnce, Order order, Duration lease) {}

    /**
     * What is kept of what happened (SPEC A10).
     *
     * @param on whether the system log is written
     * @param days for so many log and records are kept, 1 or more
     */
    public record Log(boolean on, int days) {}

    /**
     * Who may manage the server (SPEC A11).
     *
     * @param access from where
     * @param passwordHash of the password, as {@code pbkdf2-sha256$iterations$salt$hash}; empty for none
     */
    public record Console(Access access, Optional<String> passwordHash) {
        /** Without the hash. */
        @Override
        public String toString() {
            return "Console[" + access + (passwordHash.isPresent() ? ", password" : "") + "]";
        }
    }

    /** What a new site begins with: every setting, explained in Japanese and English. */
    public static String firstContent() {
        try (InputStream in = ServerSettings.class.getResourceAsStream("first.properties")) {
            if (in == null) {
                throw new IllegalStateException("first.properties is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the file. @throws ServerFailure naming file, line, key and what is allowed */
    public static ServerSettings read(Path file) throws ServerFailure {
        SettingsReading reading = SettingsReading.of(file);
        if (reading.problem().isPresent()) {
            throw new ServerFailure(FailureCode.BAD_INPUT, reading.problem().get());
        }
        return of(file, reading.values());
    }

    /** As these are, with another port and address. */
    public ServerSettings at(int otherPort, Optional<String> otherBind) {
        return new ServerSettings(
                otherPort, otherBind, timeout, admission, log, console, language, database, tls, drain);
    }

    /** As these are, with another patience. */
    public ServerSettings with(Duration otherTimeout) {
        return new ServerSettings(port, bind, otherTimeout, admission, log, console, language, database, tls, drain);
    }

    /** As these are, with another admission. */
    public ServerSettings with(Admission other) {
        return new ServerSettings(port, bind, timeout, other, log, console, language, database, tls, drain);
    }

    /** As these are, with HTTPS or without. */
    public ServerSettings with(Optional<Tls> other) {
        return new ServerSettings(port, bind, timeout, admission, log, console, language, database, other, drain);
    }

    /**
     * What the values mean; those that are missing or empty have their standard.
     *
     * @param file to which the paths in it are relative
     * @param values each allowed, and all of them checked together
     */
    static ServerSettings of(Path file, Map<Setting, String> values) {
        Values of = new Values(file, values);
        return new ServerSettings(
                of.number(Setting.PORT),
                of.text(Setting.BIND),
                Duration.ofMillis(of.number(Setting.TIMEOUT_MILLIS)),
                new Admission(
                        of.number(Setting.TRANSFERS_AT_ONCE),
                        of.choice(Setting.WAITING_ORDER, Order.class),
                        Duration.ofSeconds(of.number(Setting.TICKET_LEASE_SECONDS))),
                new Log(of.is(Setting.LOG, "on"), of.number(Setting.LOG_DAYS)),
                new Console(of.choice(Setting.CONSOLE, Access.class), of.text(Setting.CONSOLE_PASSWORD)),
                of.text(Setting.LANGUAGE).map(Locale::forLanguageTag),
                of.text(Setting.DATABASE)
                        .map(address -> PostgreSql.of(
                                address, of.value(Setting.DATABASE_USER), of.value(Setting.DATABASE_PASSWORD))),
                of.text(Setting.TLS_PORT).map(tlsPort -> of.tls(Integer.parseInt(tlsPort))),
                Duration.ofSeconds(of.number(Setting.DRAIN_SECONDS)));
    }

    private record Values(Path file, Map<Setting, String> values) {
        Values {
            values = values.isEmpty() ? Map.of() : new EnumMap<>(values);
        }

        String value(Setting setting) {
            String value = values.getOrDefault(setting, "");
            return value.isEmpty() ? setting.standard() : value;
        }

        Optional<String> text(Setting setting) {
            return Optional.of(value(setting)).filter(value -> !value.isEmpty());
        }

        int number(Setting setting) {
            return Integer.parseInt(value(setting));
        }

        boolean is(Setting setting, String word) {
            return value(setting).equals(word);
        }

        <E extends Enum<E>> E choice(Setting setting, Class<E> type) {
            return Enum.valueOf(type, value(setting).replace('-', '_').toUpperCase(Locale.ROOT));
        }

        Tls tls(int port) {
            Tls.Identity identity = text(Setting.TLS_KEYSTORE)
                    .<Tls.Identity>map(keystore -> new Tls.Pkcs12(path(keystore), value(Setting.TLS_KEYSTORE_PASSWORD)))
                    .orElseGet(() -> new Tls.Pem(path(value(Setting.TLS_CERTIFICATE)), path(value(Setting.TLS_KEY))));
            return new Tls(port, identity, is(Setting.REDIRECT_TO_TLS, "yes"));
        }

        private Path path(String relative) {
            return file.resolveSibling(relative);
        }
    }
}

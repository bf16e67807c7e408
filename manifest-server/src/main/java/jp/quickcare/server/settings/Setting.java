package jp.quickcare.server.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Every setting of {@code manifest-server.properties}: its key, what it may be, and when a change counts (SPEC A13). */
public enum Setting {
    /** TCP port to listen on, 0 for any free one (SPEC A2). */
    PORT("port", "80", Kind.RESTART, number(0, 65_535)),
    /** Address to listen on; empty for all. */
    BIND("bind", "", Kind.RESTART, text("allowed-address", "[A-Za-z0-9.:%_-]{1,255}")),
    /** After so many milliseconds a silent peer is dropped (SPEC A2). */
    TIMEOUT_MILLIS("timeoutMillis", "60000", Kind.LIVE, number(1_000, 3_600_000)),
    /** So many clients transfer at the same time (SPEC A4). */
    TRANSFERS_AT_ONCE("transfersAtOnce", "15", Kind.LIVE, number(1, 10_000)),
    /** Who is next when a place frees (SPEC A4). */
    WAITING_ORDER("waitingOrder", "random", Kind.LIVE, oneOf("random", "fifo")),
    /** After so many seconds of silence a place is free again (SPEC A4). */
    TICKET_LEASE_SECONDS("ticketLeaseSeconds", "30", Kind.LIVE, number(5, 600)),
    /** Whether the system log is written (SPEC A10). */
    LOG("log", "on", Kind.LIVE, oneOf("on", "off")),
    /** For so many days log and records are kept (SPEC A10). */
    LOG_DAYS("logDays", "365", Kind.LIVE, number(1, 99_999)),
    /** Who may open the console (SPEC A11). */
    CONSOLE("console", "everyone", Kind.LIVE, oneOf("everyone", "this-computer", "off")),
    /** Hash of the console's password (SPEC A11). */
    CONSOLE_PASSWORD(
            "consolePassword",
            "",
            Kind.LIVE_SECRET,
            text(
                    "allowed-hash",
                    "pbkdf2-sha256\\$[1-9][0-9]{0,8}\\$[A-Za-z0-9+/_=-]{1,200}\\$[A-Za-z0-9+/_=-]{1,200}")),
    /** Language of all that people read; empty for the browser's or the system's (SPEC F1). */
    LANGUAGE("language", "", Kind.LIVE, optionalOf("ja", "en")),
    /** Where the database is; empty for the embedded one (SPEC F6). */
    DATABASE("database", "", Kind.RESTART, text("allowed-database", PostgreSql.FORM)),
    /** User for PostgreSQL. */
    DATABASE_USER("databaseUser", "", Kind.RESTART, anyText()),
    /** Password for PostgreSQL. */
    DATABASE_PASSWORD("databasePassword", "", Kind.RESTART_SECRET, anyText()),
    /** Port for HTTPS; empty for none. */
    TLS_PORT("tlsPort", "", Kind.RESTART, optionalNumber(0, 65_535)),
    /** PEM file with the certificate and those between it and its authority. */
    TLS_CERTIFICATE("tlsCertificate", "", Kind.RESTART, path()),
    /** PEM file with the private key. */
    TLS_KEY("tlsKey", "", Kind.RESTART, path()),
    /** PKCS#12 file with both. */
    TLS_KEYSTORE("tlsKeystore", "", Kind.RESTART, path()),
    /** Its password. */
    TLS_KEYSTORE_PASSWORD("tlsKeystorePassword", "", Kind.RESTART_SECRET, anyText()),
    /** Whether HTTP is sent on to HTTPS. */
    REDIRECT_TO_TLS("redirectToTls", "yes", Kind.LIVE, oneOf("yes", "no")),
    /** When the server ends, transfers under way have so many seconds (SPEC A1). */
    DRAIN_SECONDS("drainSeconds", "20", Kind.LIVE, number(0, 3_600));

    private enum Kind {
        LIVE,
        LIVE_SECRET,
        RESTART,
        RESTART_SECRET
    }

    /** What a value, without the spaces around it, may be. */
    record Allowed(SettingsProblem.Words words, Predicate<String> test) {}

    private final String key;
    private final String standard;
    private final Kind kind;
    // Its functions keep nothing.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Allowed allowed;

    Setting(String key, String standard, Kind kind, Allowed allowed) {
        this.key = key;
        this.standard = standard;
        this.kind = kind;
        this.allowed = allowed;
    }

    /** As it stands in the file. */
    public String key() {
        return key;
    }

    /** What counts where the file has nothing. */
    public String standard() {
        return standard;
    }

    /** Whether a change counts only from the next start on. */
    public boolean needsRestart() {
        return kind == Kind.RESTART || kind == Kind.RESTART_SECRET;
    }

    /** Whether its value is never shown and never logged. */
    public boolean isSecret() {
        return kind == Kind.LIVE_SECRET || kind == Kind.RESTART_SECRET;
    }

    /** What it may be, in words. */
    public String allowed(Locale locale) {
        return allowed.words().in(locale);
    }

    /** The setting of that key. */
    public static Optional<Setting> of(String key) {
        return Arrays.stream(values()).filter(one -> one.key.equals(key)).findFirst();
    }

    /**
     * Whether that may be its value.
     *
     * @param value without the spaces around it
     */
    public boolean isAllowed(String value) {
        boolean plain = value.length() <= 4_096 && value.chars().noneMatch(Character::isISOControl);
        return value.isEmpty() || (plain && allowed.test().test(value));
    }

    SettingsProblem.Words allowedWords() {
        return allowed.words();
    }

    private static Allowed number(int least, int most) {
        return new Allowed(
                SettingsProblem.Words.message("allowed-number", String.valueOf(least), String.valueOf(most)),
                value -> isNumber(value, least, most));
    }

    private static Allowed optionalNumber(int least, int most) {
        return new Allowed(
                locale -> SettingsProblem.Words.message(
                                "allowed-optional", number(least, most).words().in(locale))
                        .in(locale),
                value -> isNumber(value, least, most));
    }

    private static boolean isNumber(String value, int least, int most) {
        if (!value.matches("[0-9]{1,9}")) {
            return false;
        }
        int number = Integer.parseInt(value);
        return number >= least && number <= most;
    }

    private static Allowed oneOf(String... values) {
        return new Allowed(SettingsProblem.Words.of(String.join(", ", values)), List.of(values)::contains);
    }

    private static Allowed optionalOf(String... values) {
        return new Allowed(
                SettingsProblem.Words.message("allowed-optional", String.join(", ", values)),
                List.of(values)::contains);
    }

    private static Allowed text(String message, String pattern) {
        return new Allowed(
                SettingsProblem.Words.message(message), Pattern.compile(pattern).asMatchPredicate());
    }

    private static Allowed anyText() {
        return new Allowed(SettingsProblem.Words.message("allowed-text"), value -> true);
    }

    private static Allowed path() {
        return new Allowed(SettingsProblem.Words.message("allowed-path"), Setting::isPath);
    }

    private static boolean isPath(String value) {
        try {
            return !java.nio.file.Path.of(value).toString().isEmpty();
        } catch (java.nio.file.InvalidPathException e) {
            return false;
        }
    }
}

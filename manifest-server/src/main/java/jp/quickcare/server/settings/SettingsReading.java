package jp.quickcare.server.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.settings.SettingsProblem.Words;
import org.jspecify.annotations.Nullable;

/**
 * One look at a settings file: its values, or the first thing in it that cannot be used.
 *
 * @param version tells this content from every other
 * @param text empty where it could not be read as text
 * @param values of the settings that the file has, checked where there is no problem
 * @param problem why it cannot be used
 */
record SettingsReading(
        String version, SettingsText text, Map<Setting, String> values, Optional<SettingsProblem> problem) {
    /** A longer file is none of settings. */
    static final int LARGEST_BYTES = 256 * 1024;

    SettingsReading {
        values = values.isEmpty() ? Map.of() : new EnumMap<>(values);
    }

    /** Reads and checks. What is wrong, also that it cannot be read, is in the result. */
    static SettingsReading of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return of(file, in.readNBytes(LARGEST_BYTES + 1));
        } catch (IOException e) {
            // The reason is said in the language of the sentence around it.
            return bad(new byte[0], new SettingsProblem(file, 0, "", "unreadable", "", ServerFailure.reason(e)::in));
        }
    }

    /** Checks this content of the file. */
    static SettingsReading of(Path file, byte[] bytes) {
        if (bytes.length > LARGEST_BYTES) {
            return bad(bytes, new SettingsProblem(file, 0, "", "too-large", String.valueOf(LARGEST_BYTES), Words.NONE));
        }
        Optional<String> decoded = SettingsText.decode(bytes);
        if (decoded.isEmpty()) {
            return bad(bytes, notUtf8(file, bytes));
        }
        SettingsText text = SettingsText.of(decoded.get());
        Check check = new Check(file, text);
        Optional<SettingsProblem> problem = Optional.ofNullable(check.first());
        return new SettingsReading(Sha256.of(bytes).hex(), text, check.values, problem);
    }

    private static SettingsReading bad(byte[] bytes, SettingsProblem problem) {
        return new SettingsReading(Sha256.of(bytes).hex(), SettingsText.of(""), Map.of(), Optional.of(problem));
    }

    private static SettingsProblem notUtf8(Path file, byte[] bytes) {
        boolean utf16 = bytes.length > 1 && (bytes[0] == (byte) 0xFF || bytes[0] == (byte) 0xFE);
        int line = 1;
        int from = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                if (SettingsText.decode(Arrays.copyOfRange(bytes, from, i)).isEmpty()) {
                    break;
                }
                from = i + 1;
                line++;
            }
        }
        return new SettingsProblem(file, line, "", utf16 ? "not-utf8-file" : "not-utf8", "", Words.NONE);
    }

    /** @param line 0 where the value does not stand in the file yet */
    static SettingsProblem notAllowed(Path file, int line, Setting setting, String value) {
        String code = setting.isSecret() ? "bad-secret" : "bad-value";
        String shown = setting.isSecret() ? "" : shortened(value);
        return new SettingsProblem(file, line, setting.key(), code, shown, setting.allowedWords());
    }

    private static String shortened(String value) {
        // A password may have been put into an address, where it has no place.
        String open = value.replaceAll("://\\S*@", "://…@").replaceAll("(?i)(passw\\w*|pwd)=[^&;\\s]*", "$1=…");
        String shown = open.length() <= 80 ? open : open.substring(0, 80) + "…";
        return shown.replaceAll("\\p{Cntrl}", "?");
    }

    /** Finds the first problem of a text, and its values on the way. */
    private static final class Check {
        private final Path file;
        private final SettingsText text;
        private final Map<Setting, String> values = new EnumMap<>(Setting.class);
        private final Map<Setting, Integer> lines = new EnumMap<>(Setting.class);

        Check(Path file, SettingsText text) {
            this.file = file;
            this.text = text;
        }

        @Nullable
        SettingsProblem first() {
            Map<String, Integer> seen = new HashMap<>();
            for (SettingsText.Entry entry : text.entries()) {
                int line = entry.first() + 1;
                Integer before = seen.putIfAbsent(entry.key(), line);
                SettingsProblem problem = before == null
                        ? check(entry, line)
                        : new SettingsProblem(file, line, entry.key(), "twice", String.valueOf(before), Words.NONE);
                if (problem != null) {
                    return problem;
                }
            }
            return together();
        }

        private @Nullable SettingsProblem check(SettingsText.Entry entry, int line) {
            Optional<Setting> known = Setting.of(entry.key());
            if (known.isEmpty()) {
                return new SettingsProblem(file, line, entry.key(), "unknown-key", "", Words.of(allKeys()));
            }
            Setting setting = known.get();
            if (!entry.wellFormed()) {
                return new SettingsProblem(file, line, entry.key(), "escape", "", Words.NONE);
            }
            // A password may begin or end with a space.
            String value = setting.isSecret() ? entry.value() : entry.value().strip();
            if (!setting.isAllowed(value)) {
                return notAllowed(file, line, setting, value);
            }
            values.put(setting, value);
            lines.put(setting, line);
            return null;
        }

        private static String allKeys() {
            return Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.joining(", "));
        }

        /** What one setting asks of another. */
        private @Nullable SettingsProblem together() {
            if (!has(Setting.TLS_PORT)) {
                return null;
            }
            if (has(Setting.TLS_KEYSTORE)) {
                return has(Setting.TLS_CERTIFICATE)
                        ? problem(Setting.TLS_KEYSTORE, "not-both", "", Setting.TLS_CERTIFICATE.key())
                        : samePort();
            }
            if (!has(Setting.TLS_CERTIFICATE)) {
                return problem(
                        Setting.TLS_PORT,
                        "lacks",
                        "",
                        Setting.TLS_CERTIFICATE.key() + ", " + Setting.TLS_KEY.key() + " / "
                                + Setting.TLS_KEYSTORE.key());
            }
            if (!has(Setting.TLS_KEY)) {
                return problem(Setting.TLS_CERTIFICATE, "lacks", "", Setting.TLS_KEY.key());
            }
            return samePort();
        }

        private @Nullable SettingsProblem samePort() {
            String tlsPort = values.getOrDefault(Setting.TLS_PORT, "");
            String port = has(Setting.PORT) ? values.getOrDefault(Setting.PORT, "") : Setting.PORT.standard();
            boolean same = Integer.parseInt(tlsPort) == Integer.parseInt(port) && Integer.parseInt(port) != 0;
            return same ? problem(Setting.TLS_PORT, "same-port", tlsPort, Setting.PORT.key()) : null;
        }

        private boolean has(Setting setting) {
            return !values.getOrDefault(setting, "").isEmpty();
        }

        private SettingsProblem problem(Setting setting, String code, String detail, String other) {
            return new SettingsProblem(
                    file, lines.getOrDefault(setting, 0), setting.key(), code, detail, Words.of(other));
        }
    }
}

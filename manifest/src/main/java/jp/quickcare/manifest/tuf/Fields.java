package jp.quickcare.manifest.tuf;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.regex.Pattern;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;

/** What every signed part has (TUF 4.2), read and written. */
final class Fields {
    /** The version of the specification that is written; any 1.x is read. */
    static final String SPEC_VERSION = "1.0.34";

    private static final Pattern SPEC_MAJOR_1 = Pattern.compile("1(\\.\\d{1,9}){1,2}");
    private static final Pattern EXPIRES_SHAPE = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    private static final DateTimeFormatter EXPIRES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withResolverStyle(ResolverStyle.STRICT);

    private Fields() {}

    static void requireCommon(JsonObject signed, String type) throws JsonException {
        if (!signed.string("_type").equals(type)) {
            throw new JsonException("\"_type\" is not \"" + type + "\"");
        }
        if (!SPEC_MAJOR_1.matcher(signed.string("spec_version")).matches()) {
            throw new JsonException("\"spec_version\" is not of the supported major version 1");
        }
    }

    static JsonObject.Builder common(String type, long version, Instant expires) {
        return JsonObject.builder()
                .put("_type", type)
                .put("expires", EXPIRES.format(LocalDateTime.ofInstant(expires, ZoneOffset.UTC)))
                .put("spec_version", SPEC_VERSION)
                .put("version", version);
    }

    static long version(JsonObject signed) throws JsonException {
        return positive(signed, "version");
    }

    static Instant expires(JsonObject signed) throws JsonException {
        String text = signed.string("expires");
        // The formatter alone would take years of more digits, and with a sign.
        if (!EXPIRES_SHAPE.matcher(text).matches()) {
            throw new JsonException("\"expires\" is not of the form 2030-12-31T23:59:59Z");
        }
        try {
            return LocalDateTime.parse(text, EXPIRES).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new JsonException("\"expires\" is no date");
        }
    }

    static long positive(JsonObject json, String name) throws JsonException {
        long value = json.integer(name);
        if (value < 1) {
            throw new JsonException("member \"" + name + "\" is less than 1");
        }
        return value;
    }

    static long nonNegative(JsonObject json, String name) throws JsonException {
        long value = json.integer(name);
        if (value < 0) {
            throw new JsonException("member \"" + name + "\" is negative");
        }
        return value;
    }
}

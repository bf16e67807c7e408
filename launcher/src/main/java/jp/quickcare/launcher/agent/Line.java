package jp.quickcare.launcher.agent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jp.quickcare.manifest.json.JsonArray;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonInteger;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.json.JsonString;
import jp.quickcare.manifest.json.JsonText;
import jp.quickcare.manifest.json.JsonValue;
import jp.quickcare.manifest.json.StrictJson;

/**
 * One line between the agent and whoever asks it, as {@code {"v":1,"say":"bytes","with":[10,200]}}.
 *
 * @param say what it says
 * @param with of what: texts and whole numbers, as {@link Say} tells
 */
record Line(String say, List<Object> with) {
    /** Of the way both speak. */
    static final int VERSION = 1;

    private static final int MOST_FIELDS = 400;
    private static final int LONGEST_TEXT = 2_000;

    Line {
        with = List.copyOf(with);
    }

    /** Of these fields: whole numbers as they are, anything else as its text; what nobody could read to its end is cut. */
    static Line of(Say say, Object... fields) {
        List<Object> with = new ArrayList<>();
        for (Object field : fields) {
            if (with.size() < MOST_FIELDS) {
                with.add(field instanceof Long number ? number : cut(String.valueOf(field)));
            }
        }
        return new Line(say.word(), with);
    }

    private static String cut(String text) {
        String shorter = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        // Half a letter, at the cut or in the name of a file, is none.
        return new String(
                shorter.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Whether it says this. */
    boolean is(Say what) {
        return say.equals(what.word());
    }

    /** The text at that place; empty where there is none. */
    String text(int index) {
        return index < with.size() ? String.valueOf(with.get(index)) : "";
    }

    /** The number at that place; 0 where there is none. */
    long number(int index) {
        return index < with.size() && with.get(index) instanceof Long number ? number : 0;
    }

    /** With the end of the line. */
    byte[] toBytes() {
        List<JsonValue> values = new ArrayList<>();
        for (Object field : with) {
            values.add(field instanceof Long number ? new JsonInteger(number) : new JsonString((String) field));
        }
        JsonObject object = JsonObject.builder()
                .put("v", VERSION)
                .put("say", say)
                .put("with", JsonArray.of(values))
                .build();
        byte[] json = JsonText.encode(object);
        byte[] line = java.util.Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    /** @throws NotUnderstoodException it is none, or of another version */
    static Line parse(byte[] json) throws NotUnderstoodException {
        try {
            JsonObject object = StrictJson.parseObject(json);
            if (object.integer("v") != VERSION) {
                throw new NotUnderstoodException(Refusal.OTHER_VERSION);
            }
            List<Object> with = new ArrayList<>();
            for (JsonValue value : object.array("with").items()) {
                if (value instanceof JsonInteger number) {
                    with.add(number.value());
                } else if (value instanceof JsonString text) {
                    with.add(text.value());
                } else {
                    throw new NotUnderstoodException(Refusal.NOT_UNDERSTOOD);
                }
            }
            return new Line(object.string("say"), with);
        } catch (JsonException e) {
            throw new NotUnderstoodException(Refusal.NOT_UNDERSTOOD);
        }
    }

    /** What came is no line of ours. */
    static final class NotUnderstoodException extends IOException {
        private static final long serialVersionUID = 1L;

        private final Refusal why;

        NotUnderstoodException(Refusal why) {
            super(why.name());
            this.why = why;
        }

        Refusal why() {
            return why;
        }
    }
}

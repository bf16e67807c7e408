package jp.quickcare.manifest.json;

import java.util.ArrayList;
import java.util.List;

/** Values in order. */
public record JsonArray(List<JsonValue> items) implements JsonValue {
    /** Copies the items. */
    public JsonArray {
        items = List.copyOf(items);
    }

    /** An array of these values, in order. */
    public static JsonArray of(List<? extends JsonValue> values) {
        return new JsonArray(List.copyOf(values));
    }

    /** An array of texts, in the order given. */
    public static JsonArray ofStrings(Iterable<String> texts) {
        List<JsonValue> items = new ArrayList<>();
        texts.forEach(text -> items.add(new JsonString(text)));
        return new JsonArray(items);
    }

    /** The items as texts. @throws JsonException where one is no text */
    public List<String> strings() throws JsonException {
        List<String> texts = new ArrayList<>(items.size());
        for (JsonValue item : items) {
            if (!(item instanceof JsonString text)) {
                throw new JsonException("an array of texts holds another kind of value");
            }
            texts.add(text.value());
        }
        return texts;
    }

    /** The items as objects. @throws JsonException where one is no object */
    public List<JsonObject> objects() throws JsonException {
        List<JsonObject> objects = new ArrayList<>(items.size());
        for (JsonValue item : items) {
            if (!(item instanceof JsonObject object)) {
                throw new JsonException("an array of objects holds another kind of value");
            }
            objects.add(object);
        }
        return objects;
    }
}

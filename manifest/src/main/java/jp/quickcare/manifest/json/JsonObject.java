package jp.quickcare.manifest.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Members by name, in the order in which they were written. */
public record JsonObject(Map<String, JsonValue> members) implements JsonValue {
    /** Copies the members and keeps their order. */
    public JsonObject {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        members.keySet().forEach(JsonString::requireWellFormed);
    }

    /** The member of that name, if there is one. */
    public Optional<JsonValue> find(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** True if there is a member of that name, also where it is {@code null}. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** A text member. @throws JsonException naming the member when it is missing or of another kind */
    public String string(String name) throws JsonException {
        return member(name, JsonString.class, "a text").value();
    }

    /** A whole-number member. @throws JsonException naming the member when it is missing or of another kind */
    public long integer(String name) throws JsonException {
        return member(name, JsonInteger.class, "a whole number").value();
    }

    /** A truth-value member. @throws JsonException naming the member when it is missing or of another kind */
    public boolean bool(String name) throws JsonException {
        return member(name, JsonBoolean.class, "true or false").value();
    }

    /** An object member. @throws JsonException naming the member when it is missing or of another kind */
    public JsonObject object(String name) throws JsonException {
        return member(name, JsonObject.class, "an object");
    }

    /** An array member. @throws JsonException naming the member when it is missing or of another kind */
    public JsonArray array(String name) throws JsonException {
        return member(name, JsonArray.class, "an array");
    }

    private <T extends JsonValue> T member(String name, Class<T> kind, String kindName) throws JsonException {
        @Nullable JsonValue value = members.get(name);
        if (value == null) {
            throw new JsonException("member \"" + name + "\" is missing");
        }
        if (!kind.isInstance(value)) {
            throw new JsonException("member \"" + name + "\" is not " + kindName);
        }
        return kind.cast(value);
    }

    /** Starts an empty object. */
    public static Builder builder() {
        return new Builder();
    }

    /** Gathers members in order; a name put twice keeps its place and takes the later value. Not thread-safe. */
    public static final class Builder {
        private final Map<String, JsonValue> members = new LinkedHashMap<>();

        private Builder() {}

        /** Adds a text. */
        public Builder put(String name, String value) {
            return put(name, new JsonString(value));
        }

        /** Adds a whole number. */
        public Builder put(String name, long value) {
            return put(name, new JsonInteger(value));
        }

        /** Adds a truth value. */
        public Builder put(String name, boolean value) {
            return put(name, new JsonBoolean(value));
        }

        /** Adds any value. */
        public Builder put(String name, JsonValue value) {
            members.put(name, value);
            return this;
        }

        /** The object with what was put so far. */
        public JsonObject build() {
            return new JsonObject(members);
        }
    }
}

package jp.quickcare.manifest.json;

/** One value of a JSON document. Immutable, compared by content. There are no fractions: signed metadata has none. */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonInteger, JsonBoolean, JsonNull {}

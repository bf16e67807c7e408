package jp.quickcare.manifest.json;

/** True or false. */
public record JsonBoolean(boolean value) implements JsonValue {}

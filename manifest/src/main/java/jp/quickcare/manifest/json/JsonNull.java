package jp.quickcare.manifest.json;

/** The value {@code null}. */
public record JsonNull() implements JsonValue {}

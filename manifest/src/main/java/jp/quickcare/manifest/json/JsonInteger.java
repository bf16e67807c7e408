package jp.quickcare.manifest.json;

/** A whole number from -2^63 to 2^63-1. */
public record JsonInteger(long value) implements JsonValue {}

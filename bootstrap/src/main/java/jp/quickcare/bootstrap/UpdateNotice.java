package jp.quickcare.bootstrap;

/**
 * An optional update is there (SPEC A6).
 *
 * @param version the version it would bring
 * @param message the administrator's text in the user's language, empty when there is none; may have several lines
 */
public record UpdateNotice(String version, String message) {}

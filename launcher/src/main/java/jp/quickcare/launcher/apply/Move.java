package jp.quickcare.launcher.apply;

/**
 * A rename within one installation.
 *
 * @param from relative to the home, with {@code /}
 * @param to relative to the home, with {@code /}
 */
record Move(String from, String to) {}

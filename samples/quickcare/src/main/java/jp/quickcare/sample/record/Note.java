package jp.quickcare.sample.record;

import java.time.LocalDateTime;

/**
 * One entry in a resident's record.
 *
 * @param written local time, to the minute
 */
public record Note(LocalDateTime written, String author, String text) {}

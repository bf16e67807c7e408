package jp.quickcare.server.systemlog;

/**
 * An entry that is to be written; its number and time come with that.
 *
 * @param recordId the record it belongs to, 0 for none
 */
public record NewEntry(
        Severity severity,
        Category category,
        String pc,
        String user,
        String program,
        String client,
        long recordId,
        Message message) {}

package jp.quickcare.server.console.page;

import java.util.List;

/**
 * The system log (SPEC A10).
 *
 * @param filter what is looked for
 * @param severities to choose from
 * @param categories to choose from
 * @param rows found, newest first
 * @param next where they go on; empty at their end
 * @param query of this page without its place in the list, for links
 * @param first whether this is the beginning
 * @param on whether the log is written
 */
public record LogPage(
        Filter filter,
        List<OfferPage.Choice> severities,
        List<OfferPage.Choice> categories,
        List<Row> rows,
        String next,
        String query,
        boolean first,
        boolean on) {
    /**
     * What is looked for; each may be empty.
     *
     * @param text anywhere
     * @param severity its code
     * @param category its code
     * @param pc the whole name of a PC
     * @param user the whole name of a user
     * @param from a date, not before
     * @param to a date, not after
     */
    public record Filter(
            String text, String severity, String category, String pc, String user, String from, String to) {
        /** Whether everything is shown. */
        public boolean isAll() {
            return (text + severity + category + pc + user + from + to).isEmpty();
        }
    }

    /**
     * An entry.
     *
     * @param time in words
     * @param severity {@code information}, {@code warning} or {@code error}
     * @param severityName in words
     * @param client the PC's id; may be empty
     * @param pc its name
     * @param user who was logged in
     * @param program which
     * @param category in words
     * @param text the sentence
     */
    public record Row(
            String time,
            String severity,
            String severityName,
            String client,
            String pc,
            String user,
            String program,
            String category,
            String text) {}
}

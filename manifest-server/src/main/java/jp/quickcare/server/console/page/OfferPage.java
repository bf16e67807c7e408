package jp.quickcare.server.console.page;

import java.util.List;

/**
 * The form with which an administrator says what a channel is to run.
 *
 * @param apps to choose from
 * @param versions of the application, newest first
 * @param channels that are known already
 * @param filled what stands in the form
 * @param previews of the dialog, one a language
 * @param conflict the last try was refused for PCs could not follow; it may be made nevertheless
 */
public record OfferPage(
        List<Choice> apps,
        List<String> versions,
        List<String> channels,
        Filled filled,
        List<Preview> previews,
        boolean conflict) {
    /**
     * One of several.
     *
     * @param value in the form
     * @param name for people
     */
    public record Choice(String value, String name) {}

    /**
     * What stands in the form.
     *
     * @param app which application
     * @param channel which channel
     * @param version which release
     * @param mode the start mode's word
     * @param messageJa in Japanese
     * @param messageEn in English
     * @param newInstalls whether PCs that never had it may install it
     */
    public record Filled(
            String app,
            String channel,
            String version,
            String mode,
            String messageJa,
            String messageEn,
            boolean newInstalls) {}

    /**
     * What a user sees.
     *
     * @param language whose words these are
     * @param title of the window
     * @param heading what it says first
     * @param text what it says then; empty for nothing
     * @param message the administrator's; empty for none
     * @param safe what becomes of the user's own; empty for nothing
     * @param buttons from left to right, the first is the one that Return presses
     */
    public record Preview(
            String language,
            String title,
            String heading,
            String text,
            String message,
            String safe,
            List<String> buttons) {}
}

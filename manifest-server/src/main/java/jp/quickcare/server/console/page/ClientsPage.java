package jp.quickcare.server.console.page;

import java.util.List;

/**
 * The PCs of the site.
 *
 * @param text what is looked for
 * @param why only those with this reason; empty for all
 * @param whys to choose from
 * @param rows those that were found, by name
 * @param next where the list goes on; empty at its end
 * @param first whether this is its beginning
 * @param none whether there is no PC at all
 */
public record ClientsPage(
        String text,
        String why,
        List<OfferPage.Choice> whys,
        List<Row> rows,
        String next,
        boolean first,
        boolean none) {
    /**
     * A PC.
     *
     * @param id of it
     * @param pc its name
     * @param user who was logged in last
     * @param app which application on which channel
     * @param installed version; empty for none
     * @param state {@code good}, {@code busy}, {@code ask}, {@code bad} or {@code still}
     * @param why in words; empty where it has not said
     * @param seen when it was here last, in words
     */
    public record Row(
            String id, String pc, String user, String app, String installed, String state, String why, String seen) {}
}

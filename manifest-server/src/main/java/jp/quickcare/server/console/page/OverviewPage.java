package jp.quickcare.server.console.page;

import java.util.List;

/**
 * Is everyone up to date? Who is not, and why (SPEC A37).
 *
 * @param headline the answer in one sentence
 * @param pcs how many PCs there are
 * @param percent of them that are up to date, 0 to 100
 * @param slices of the picture, clockwise
 * @param reasons of those that are not, most frequent first
 * @param connected PCs on which a program runs now
 * @param updating PCs that are being updated now
 * @param taken places of those that transfer now
 * @param waiting PCs that wait for a place
 * @param places so many PCs may be updated at the same time
 * @param offers what the PCs should run
 * @param steps what is to be done before the first PC can be served; empty once one was here
 * @param running updates that go on, a few
 */
public record OverviewPage(
        String headline,
        long pcs,
        int percent,
        List<Slice> slices,
        List<Reason> reasons,
        int connected,
        long updating,
        int taken,
        int waiting,
        int places,
        List<ReleasesPage.OfferRow> offers,
        List<Step> steps,
        List<UpdateRow> running) {
    /**
     * A part of the picture.
     *
     * @param state {@code good}, {@code busy}, {@code ask}, {@code bad} or {@code still}
     * @param name in words
     * @param pcs how many
     * @param length of its arc and of the rest, in hundredths of the circle
     * @param offset where it begins, as SVG counts it
     */
    public record Slice(String state, String name, long pcs, String length, String offset) {}

    /**
     * Why some PCs are not up to date.
     *
     * @param code for the list of these PCs
     * @param state as in {@link Slice}
     * @param sentence in words
     * @param pcs how many
     */
    public record Reason(String code, String state, String sentence, long pcs) {}

    /**
     * Something to do at first.
     *
     * @param sentence in words
     * @param link where; empty for none
     * @param done whether it is
     */
    public record Step(String sentence, String link, boolean done) {}
}

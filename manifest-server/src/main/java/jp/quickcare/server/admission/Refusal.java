package jp.quickcare.server.admission;

/**
 * Why somebody gets no ticket, however long he waits.
 *
 * @param type of the problem, an URI that clients know
 * @param sentence for whoever reads the answer
 */
public record Refusal(String type, String sentence) {
    /** New installs are forbidden (SPEC A7). */
    public static final Refusal NEW_INSTALLS_FORBIDDEN = new Refusal(
            "urn:quickcare:problem:new-installs-forbidden",
            "The administrator has forbidden new installs of this application.");

    /** The release did not come up on that PC before (SPEC A33). */
    public static final Refusal ROLLED_BACK = new Refusal(
            "urn:quickcare:problem:rolled-back", "This release was put back on this PC before, and is not sent again.");
}

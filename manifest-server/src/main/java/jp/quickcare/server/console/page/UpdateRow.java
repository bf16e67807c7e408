package jp.quickcare.server.console.page;

/**
 * An update of a PC (SPEC A9).
 *
 * @param id of the record
 * @param client the PC's id
 * @param pc its name
 * @param user who was logged in
 * @param release to which version, and from which
 * @param often the how manyth of this PC
 * @param mode in words; empty where it is not known yet
 * @param started in words
 * @param ended in words; empty while it goes on
 * @param percent how far, 0 to 100
 * @param phase in words; empty where it is not known
 * @param bytes how much of how much, in words; empty where unknown
 * @param state {@code running}, {@code normal}, {@code abnormal}, {@code failed} or {@code vanished}
 * @param warnings how many
 * @param errors how many
 */
public record UpdateRow(
        long id,
        String client,
        String pc,
        String user,
        String release,
        long often,
        String mode,
        String started,
        String ended,
        int percent,
        String phase,
        String bytes,
        String state,
        long warnings,
        long errors) {
    /** Whether it goes on. */
    public boolean running() {
        return state.equals("running");
    }
}

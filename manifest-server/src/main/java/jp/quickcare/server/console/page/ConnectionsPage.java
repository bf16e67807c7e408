package jp.quickcare.server.console.page;

import java.util.List;

/**
 * Who is there now (SPEC A8).
 *
 * @param text what is looked for
 * @param pcs how many PCs there are programs on
 * @param programs how many programs run
 * @param rows those that were found, by PC
 * @param more how many more there are than are shown
 */
public record ConnectionsPage(String text, int pcs, int programs, List<Row> rows, int more) {
    /**
     * A program that runs on a PC.
     *
     * @param client the PC's id
     * @param pc its name
     * @param user who is logged in
     * @param program in words
     * @param processes how many
     * @param since in words
     * @param lastAccess in words
     */
    public record Row(
            String client, String pc, String user, String program, int processes, String since, String lastAccess) {}
}

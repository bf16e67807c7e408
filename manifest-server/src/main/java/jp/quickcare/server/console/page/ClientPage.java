package jp.quickcare.server.console.page;

import java.util.List;

/**
 * One PC and its history.
 *
 * @param id of it
 * @param pc its name
 * @param state {@code good}, {@code busy}, {@code ask}, {@code bad} or {@code still}
 * @param why it runs what it runs, in one sentence (SPEC A37)
 * @param detail what more it said; may be empty
 * @param facts about it
 * @param updates newest first
 * @param next where they go on; empty at their end
 * @param log its last entries
 */
public record ClientPage(
        String id,
        String pc,
        String state,
        String why,
        String detail,
        List<SettingsPage.Fact> facts,
        List<UpdateRow> updates,
        String next,
        List<LogPage.Row> log) {}

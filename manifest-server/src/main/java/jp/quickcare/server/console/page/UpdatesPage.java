package jp.quickcare.server.console.page;

import java.util.List;

/**
 * The updates of all PCs (SPEC A9).
 *
 * @param running those that go on
 * @param rows all, newest first
 * @param next where the list goes on; empty at its end
 * @param first whether this is its beginning
 */
public record UpdatesPage(List<UpdateRow> running, List<UpdateRow> rows, String next, boolean first) {}

package jp.quickcare.server.database;

import java.util.List;
import java.util.Optional;

/**
 * Some rows of a long list, and where it goes on. The next page costs as much as this one, however far down it is.
 *
 * @param rows in the list's order
 * @param next what to ask for the rows after these; empty at the end. There may be none behind it after all
 */
public record Page<T>(List<T> rows, Optional<String> next) {
    /** Copies the list. */
    public Page {
        rows = List.copyOf(rows);
    }
}

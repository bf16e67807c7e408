package jp.quickcare.server.rotate;

import java.util.List;
import java.util.OptionalInt;

/**
 * What is to change about a role.
 *
 * @param role {@code root}, {@code targets}, {@code snapshot}, {@code timestamp}, or an application
 * @param add names of keys that are to sign it too
 * @param remove names or identifiers of keys that no longer count
 * @param threshold how many must sign; empty: as before
 */
public record RoleChange(String role, List<String> add, List<String> remove, OptionalInt threshold) {
    /** Copies the lists. */
    public RoleChange {
        add = List.copyOf(add);
        remove = List.copyOf(remove);
    }
}

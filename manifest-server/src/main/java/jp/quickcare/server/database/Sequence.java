package jp.quickcare.server.database;

import org.jdbi.v3.core.Handle;

/**
 * Numbers that only grow, in the order in which they are committed, also where several servers write: the row is held
 * until the transaction ends. So a page of a list never gets a row in front of one that was shown.
 */
public final class Sequence {
    private Sequence() {}

    /**
     * Takes the next numbers.
     *
     * @param name {@code log} or {@code record}
     * @param count how many, at least 1
     * @return the first of them
     */
    public static long take(Handle handle, String name, int count) {
        long last = handle.createQuery("UPDATE sequence SET last = last + :count WHERE name = :name RETURNING last")
                .bind("count", count)
                .bind("name", name)
                .mapTo(Long.class)
                .one();
        return last - count + 1;
    }

    /** The last number taken; 0 when there was none. */
    public static long last(Handle handle, String name) {
        return handle.createQuery("SELECT last FROM sequence WHERE name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .one();
    }

    /** A write that changes nothing, to see whether the database takes it. */
    static boolean probe(Handle handle) {
        handle.execute("UPDATE sequence SET last = last + 1 WHERE name = 'probe'");
        return true;
    }
}

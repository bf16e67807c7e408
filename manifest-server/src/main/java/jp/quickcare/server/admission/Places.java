package jp.quickcare.server.admission;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import jp.quickcare.server.settings.ServerSettings.Admission;

/**
 * The places there are and who waits for one: in this process, or in a database that several servers share. Places that
 * are free are given out with every call, and those of the silent are free one lease after their last sign of life.
 * Thread-safe; may block for the database.
 *
 * <p>The rules are told with each call, for they change while clients wait.
 */
interface Places {
    /** More than so many tickets are not given out. */
    int MOST_TICKETS = 20_000;

    /** Nor so many to one address, behind which a whole site may be: no PC keeps all the others out. */
    int MOST_OF_ONE_PEER = 15_000;

    /** While clients of other addresses wait, those of one address get no more places than this: half of them. */
    static int shareOfOnePeer(Admission rules) {
        return (rules.transfersAtOnce() + 1) / 2;
    }

    /**
     * A ticket that was taken up.
     *
     * @param standing how it stands
     * @param replaced the ticket that its client had before, which counts no more
     */
    record Entered(Standing standing, Optional<String> replaced) {}

    /**
     * What there is to see at one moment.
     *
     * @param granted the tickets that have a place
     * @param numbers how busy it is
     */
    record Overview(Set<String> granted, Numbers numbers) {}

    /**
     * Takes up a new ticket: at the end of the line, or, where the client has one already, in place of that.
     *
     * @return empty when there are too many tickets, or too many from that address
     */
    Optional<Entered> enter(String ticket, Asker asker, Admission rules);

    /** A sign of life. @return empty for a ticket that is not known, or not any more */
    Optional<Standing> renew(String ticket, Admission rules);

    /** Signs of life of several, such as those whose transfers get on. Unknown ones are passed over. */
    void renew(Collection<String> tickets, Admission rules);

    /** Gives a place, or the wish for one, back. An unknown ticket is passed over. */
    void leave(String ticket, Admission rules);

    /** Looks. */
    Overview look(Admission rules);
}

package jp.quickcare.launcher.talk;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Future;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.plan.UpdateKind;
import jp.quickcare.launcher.progress.Progress;

/** Talks with the person at the PC: a terminal, a window, or nobody. */
public interface Conversation extends AutoCloseable {
    /** The language of the person, for messages that come in several. */
    Locale locale();

    /**
     * What is about to be done.
     *
     * @param version of the release to come
     * @param kind new, differential or full
     * @param downloadBytes what is to be brought
     * @param message the administrator's, in the person's language, or empty; it may hold anything but control
     *     characters
     */
    record Proposal(String version, UpdateKind kind, long downloadBytes, String message) {}

    /**
     * Asks whether a required update may begin now (SPEC A6): no quits. Somebody who cannot be asked says no.
     *
     * @param tookOthers how long it took others; becomes known, or empty, while the person is asked, who does not wait
     *     for it
     */
    boolean agrees(Proposal proposal, Future<Optional<TookOthers>> tookOthers);

    /** Tells what is about to be done where nothing is asked. */
    void announces(Proposal proposal);

    /**
     * A file that is in use.
     *
     * @param file which one
     * @param program who has it open, with its process id; empty where the system does not tell
     */
    record InUse(Path file, String program) {}

    /** What to do about files in use (SPEC A25). */
    enum InUseAnswer {
        /** Look again: the person has closed the program. */
        RETRY,
        /** Go on all the same. */
        IGNORE,
        /** Ask the programs to close, which they may refuse, and look again. */
        ASK_TO_CLOSE,
        /** Not now: what was brought waits, and the next start puts it in place. */
        AT_NEXT_START,
        /** The same, and the system itself puts it in place when it starts again; where it can. */
        AT_RESTART,
        /** Stop; the old release stays whole. */
        STOP
    }

    /** Asks what to do about files in use. Whoever cannot be asked stops. */
    InUseAnswer filesInUse(List<InUse> files);

    /**
     * The server has no place for a further PC now; this one waits (SPEC A4). Told at the beginning and whenever a number
     * changes; the waiting ends with the next step, or when {@link Progress#cancelled()} says that it is given up.
     *
     * @param updating PCs that have a place
     * @param waiting PCs that wait for one, this one among them
     */
    void waits(int updating, int waiting);

    /** What to do about files that the server lacks (SPEC A5). */
    enum MissingAnswer {
        /**
         * Go on with the release that is installed: what arrived is kept, and the update is finished once the server has
         * the rest. A release that lacks a file is never put in place.
         */
        GO_ON,
        /** Stop: the update has failed. */
        STOP
    }

    /**
     * Asks what to do about files that the release names and no server has; all others have arrived. Whoever cannot be
     * asked stops.
     *
     * @param files paths in the application's folder, with {@code /}; at least one
     */
    MissingAnswer filesMissing(List<String> files);

    /**
     * Asks for what a proxy wants to know (SPEC A36). Whoever cannot be asked has no answer.
     *
     * @param proxyHost name and port of the proxy, to be shown
     * @param wrongBefore whether the proxy has just refused what was answered before
     */
    Optional<Credentials> proxyCredentials(String proxyHost, boolean wrongBefore);

    /** The administrator lets nobody start (SPEC A6). */
    void refused(String message);

    /** A required update is known, the server cannot be reached, and so nothing may start (SPEC A30). */
    void requiredButUnreachable(String version, String message);

    /** An update was wanted and could not be done; the installed release starts (SPEC A30). */
    void notUpdated(UpdateFailure failure);

    /** It failed, and nothing starts. */
    void failed(UpdateFailure failure);

    /**
     * A new release did not come up, and the one before it is back (SPEC A33). On a terminal the click says so itself.
     *
     * @param version of the release that was given up
     * @param back version of the one that is installed now
     */
    default void putBack(String version, String back) {}

    /** Hears how far the update is, shows it, and says when the person no longer wants it. */
    Progress progress();

    /** Ends what is shown of the progress; the terminal is as it was. */
    @Override
    void close();

    /** Something of the user's stood where the release has a file, and was renamed to this. */
    void movedAside(List<Path> files);
}

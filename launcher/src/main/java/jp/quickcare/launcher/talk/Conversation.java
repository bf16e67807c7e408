package jp.quickcare.launcher.talk;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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

    /** Asks whether a required update may begin now (SPEC A6): no quits. Somebody who cannot be asked says no. */
    boolean agrees(Proposal proposal);

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
        /** Stop; the old release stays whole. */
        STOP
    }

    /** Asks what to do about files in use. Whoever cannot be asked stops. */
    InUseAnswer filesInUse(List<InUse> files);

    /** The administrator lets nobody start (SPEC A6). */
    void refused(String message);

    /** A required update is known, the server cannot be reached, and so nothing may start (SPEC A30). */
    void requiredButUnreachable(String version, String message);

    /** An update was wanted and could not be done; the installed release starts (SPEC A30). */
    void notUpdated(UpdateFailure failure);

    /** It failed, and nothing starts. */
    void failed(UpdateFailure failure);

    /** Hears how far the update is, shows it, and says when the person no longer wants it. */
    Progress progress();

    /** Ends what is shown of the progress; the terminal is as it was. */
    @Override
    void close();

    /** Something of the user's stood where the release has a file, and was renamed to this. */
    void movedAside(List<Path> files);
}

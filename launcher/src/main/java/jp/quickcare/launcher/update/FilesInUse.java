package jp.quickcare.launcher.update;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import jp.quickcare.launcher.system.Providers;
import jp.quickcare.launcher.talk.Conversation.InUse;

/** Tells which files a program has open, before any of them is changed (SPEC A25). Found by {@link Providers}. */
public interface FilesInUse {
    /**
     * Environment: the process for which this one works, which has files open as this one could have itself. It counts
     * as little.
     */
    String WORKS_FOR = "QUICKCARE_WORKS_FOR";

    /** Whether this system is the one it is for. */
    boolean fits();

    /**
     * Which of these files other processes have open or mapped; this process does not count.
     *
     * @param files absolute paths of files that exist
     */
    List<InUse> among(Collection<Path> files);

    /**
     * Asks the programs to close as their own close button would, where the system has a way to; each may refuse.
     *
     * @param files as they were found
     */
    default void askToClose(Collection<InUse> files) {}

    /** The one of this system; where there is none, nothing is known to be in use. */
    static FilesInUse ofSystem() {
        for (FilesInUse found : Providers.of(FilesInUse.class)) {
            if (found.fits()) {
                return found;
            }
        }
        return new ProcFilesInUse();
    }
}

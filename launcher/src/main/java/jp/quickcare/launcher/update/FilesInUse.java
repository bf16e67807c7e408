package jp.quickcare.launcher.update;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Tells which files a program has open, before any of them is changed (SPEC A25). Found by {@link java.util.ServiceLoader}. */
public interface FilesInUse {
    /**
     * A file that is in use.
     *
     * @param file which one
     * @param program who has it open, as people know the program, with its process id; empty where the system does not
     *     tell
     */
    record InUse(Path file, String program) {}

    /** Whether this system is the one it is for. */
    boolean fits();

    /**
     * Which of these files other processes have open or mapped; this process does not count.
     *
     * @param files absolute paths of files that exist
     */
    List<InUse> among(Collection<Path> files);
}

package jp.quickcare.launcher.progress;

import jp.quickcare.manifest.digest.Sha256;

/**
 * Hears how far an update is and says whether it is still wanted (SPEC F4, A23). Called from several threads at once;
 * an implementation is thread-safe and returns at once.
 */
public interface Progress {
    /** Says nothing and never cancels. */
    Progress SILENT = new Progress() {};

    /** A new step begins. */
    default void step(Step step) {}

    /** A file is being worked on; {@code path} is relative to the application's folder, with {@code /}. */
    default void file(String path) {}

    /**
     * Bytes of one file that are done, of all that it has.
     *
     * @param path as in {@link #file(String)}
     */
    default void file(String path, long doneBytes, long totalBytes) {
        file(path);
    }

    /** The same of a content, by whoever does not know what it is called. */
    default void content(Sha256 content, long doneBytes, long totalBytes) {}

    /** Bytes of the step that are done, of all that it has; {@code totalBytes} is 0 where it is not known. */
    default void bytes(long doneBytes, long totalBytes) {}

    /** True once the user does not want the update any more; asked often. */
    default boolean cancelled() {
        return false;
    }
}

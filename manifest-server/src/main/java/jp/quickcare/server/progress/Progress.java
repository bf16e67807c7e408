package jp.quickcare.server.progress;

import jp.quickcare.server.messages.Sentence;

/** Hears how far a long job is (SPEC F4). Called by one thread, often. */
public interface Progress {
    /** Says nothing. */
    Progress SILENT = new Progress() {};

    /**
     * A new part of the job begins.
     *
     * @param name what is done, as a person reads it
     * @param totalBytes 0 where unknown
     */
    default void begin(Sentence name, long totalBytes) {}

    /** So many more bytes are done. */
    default void add(long bytes) {}

    /** The job has ended, however it did. */
    default void end() {}
}

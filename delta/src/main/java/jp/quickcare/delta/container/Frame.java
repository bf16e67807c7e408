package jp.quickcare.delta.container;

import jp.quickcare.delta.format.DamagedDeltaException;

/** What lies around the entries of a container that is to be rebuilt. */
public interface Frame {
    /** How many entries the container has. */
    int count();

    /** An entry's name, as {@link Entries#name} has it. */
    byte[] name(int entry);

    /**
     * How long the content of an entry is.
     *
     * @param planned what the plan says of it
     */
    default long contentLength(int entry, long planned) {
        return planned;
    }

    /** The content of an entry that tells nothing but what the others' names do. */
    default byte[] derived(int entry) throws DamagedDeltaException {
        throw new DamagedDeltaException("an entry that its container does not tell");
    }

    /** What lies before the first entry. */
    byte[] prefix();

    /** What lies before an entry's bytes. */
    byte[] local(int entry, Sizes sizes);

    /** What follows an entry's bytes. */
    byte[] trailer(int entry, Sizes sizes);

    /** What the directory behind all entries says of one. */
    byte[] record(int entry, Sizes sizes, long headerAt);

    /** What follows the directory. */
    byte[] tail(long directoryAt, long directoryLength);
}

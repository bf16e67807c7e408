package jp.quickcare.delta.plan;

/** Where an entry's bytes in a container come from. */
public sealed interface EntryPlan {
    /** The bytes, as they are, of the entry of the same name in the container's counterpart. */
    record CopySame() implements EntryPlan {
        /** The only one there need be. */
        public static final CopySame INSTANCE = new CopySame();
    }

    /** The bytes, as they are, of an entry of an old file. */
    record CopyOld(int file, int entry) implements EntryPlan {}

    /** The bytes, as they are, of an entry of a changed file that was made before, or of this one. */
    record CopyNew(int changed, int entry) implements EntryPlan {}

    /** Content that follows from the names of the container's entries. */
    record Derived() implements EntryPlan {
        /** The only one there need be. */
        public static final Derived INSTANCE = new Derived();
    }

    /**
     * Content that is made.
     *
     * @param recipe 0 stored, else how it is deflated
     * @param length of the content in bytes: how much more than its source has, or all where it has none or is a
     *     container
     */
    record Build(Content content, int recipe, long length) implements EntryPlan {}
}

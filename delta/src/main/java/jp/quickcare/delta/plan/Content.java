package jp.quickcare.delta.plan;

import java.util.List;

/** How the content of a file, or of an entry, is made. */
public sealed interface Content {
    /** Not by this delta. */
    record Absent() implements Content {}

    /** From bytes. */
    record Plain(Piece piece) implements Content {}

    /** What a container is. */
    enum Kind {
        /** A zip, a jar. */
        ZIP,
        /** A runtime's modules. */
        IMAGE
    }

    /**
     * As a container.
     *
     * @param counterpart the old container whose entries of the same names are meant, or -1: for a file the number of
     *     an old file, for an entry that of an entry in its container's counterpart
     * @param headersLength of the columns of what lies around its entries, in bytes
     * @param entries in their order
     */
    record Container(Kind kind, int counterpart, int headersLength, List<EntryPlan> entries) implements Content {
        /** Copies the list. */
        public Container {
            entries = List.copyOf(entries);
        }
    }
}

package jp.quickcare.delta.apply;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.FutureTask;
import jp.quickcare.delta.container.Frame;
import jp.quickcare.delta.container.ReadableParts;
import jp.quickcare.delta.container.Sizes;
import jp.quickcare.delta.format.DamagedDeltaException;

/** The entries of one container on their way into it, in order; some still wait to be deflated. Not thread-safe. */
final class EntryLine {
    private static final long MOST_WAITING_BYTES = 6 << 20;

    private final Packing packing;
    private final Frame names;
    private final MadeContainer entries;
    private final Output output;
    private final long[] headerAt;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private int next;

    EntryLine(Packing packing, Frame names, MadeContainer entries, Output output) {
        this.packing = packing;
        this.names = names;
        this.entries = entries;
        this.output = output;
        this.headerAt = new long[names.count()];
    }

    /** Something that is written when all before it is. */
    private record Waiting(long heldBytes, Writing writing) {}

    // Classes of their own, not lambdas: those Java makes anew in each launcher that applies a delta.
    private interface Writing {
        Sizes write(int entry) throws IOException, DamagedDeltaException;
    }

    private final class Packed implements Writing {
        private final FutureTask<Packing.Entry> packed;

        Packed(FutureTask<Packing.Entry> packed) {
            this.packed = packed;
        }

        @Override
        public Sizes write(int entry) throws IOException, DamagedDeltaException {
            Packing.Entry done = packing.get(packed);
            output.write(names.local(entry, done.sizes()));
            output.write(done.payload());
            return done.sizes();
        }
    }

    private final class Copied implements Writing {
        private final ReadableParts source;
        private final long at;
        private final Sizes sizes;

        Copied(ReadableParts source, long at, Sizes sizes) {
            this.source = source;
            this.at = at;
            this.sizes = sizes;
        }

        @Override
        public Sizes write(int entry) throws IOException, DamagedDeltaException {
            output.write(names.local(entry, sizes));
            output.copy(source, at, sizes.payloadLength());
            return sizes;
        }
    }

    /** The next entry is what is being deflated. */
    void add(FutureTask<Packing.Entry> packed, int contentBytes) throws IOException, DamagedDeltaException {
        add(contentBytes, new Packed(packed));
    }

    /** The next entry is a copy. */
    void add(ReadableParts source, long at, Sizes sizes) throws IOException, DamagedDeltaException {
        add(0, new Copied(source, at, sizes));
    }

    private void add(long heldBytes, Writing writing) throws IOException, DamagedDeltaException {
        waiting.add(new Waiting(heldBytes, writing));
        waitingBytes += heldBytes;
        while (waitingBytes > MOST_WAITING_BYTES || nothingIsHeld()) {
            writeFirst();
        }
    }

    /** A copy that is first need not wait. */
    private boolean nothingIsHeld() {
        Waiting first = waiting.peek();
        return first != null && first.heldBytes() == 0;
    }

    /** Writes all that waits; the next entry is then the caller's, who says what it became. */
    void catchUp() throws IOException, DamagedDeltaException {
        while (!waiting.isEmpty()) {
            writeFirst();
        }
    }

    private void writeFirst() throws IOException, DamagedDeltaException {
        Waiting first = waiting.remove();
        waitingBytes -= first.heldBytes();
        begin();
        end(first.writing().write(next));
    }

    /** The next entry begins here. @return its number */
    int begin() {
        headerAt[next] = output.position();
        return next;
    }

    /** The entry that was begun has been written up to here. */
    void end(Sizes sizes) throws IOException, DamagedDeltaException {
        entries.add(sizes, output.position() - sizes.payloadLength());
        output.write(names.trailer(next, sizes));
        next++;
    }

    /** Where each entry begins. */
    long headerAt(int entry) {
        return headerAt[entry];
    }
}

package jp.quickcare.delta.plan;

import java.io.IOException;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.container.Entries;
import jp.quickcare.delta.format.DamagedDeltaException;

/** Content that new content may resemble. Two are equal when they are the same content of the same place. */
public sealed interface OldContent {
    /** How long it is, in bytes. */
    long lengthBytes();

    /**
     * Reads a part.
     *
     * @throws DamagedDeltaException when what lies there is not as the delta takes it to be
     */
    void read(long position, byte[] to, int offset, int length) throws IOException, DamagedDeltaException;

    /** All bytes of a source; the number tells sources apart. */
    record Whole(int number, ByteSource source) implements OldContent {
        @Override
        public long lengthBytes() {
            return source.length();
        }

        @Override
        public void read(long position, byte[] to, int offset, int length) throws IOException, DamagedDeltaException {
            if (position < 0 || position > source.length() - length) {
                throw new DamagedDeltaException("old bytes that are not there");
            }
            source.read(position, to, offset, length);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Whole that && number == that.number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    /** The content of an entry of a container, unpacked where it is deflated. */
    record Entry(Entries container, int entry) implements OldContent {
        @Override
        public long lengthBytes() {
            return container.isDeflated(entry) ? container.contentLength(entry) : container.payloadLength(entry);
        }

        @Override
        public void read(long position, byte[] to, int offset, int length) throws IOException, DamagedDeltaException {
            if (position < 0 || position > lengthBytes() - length) {
                throw new DamagedDeltaException("old bytes that are not there");
            }
            if (!container.isDeflated(entry)) {
                container.source().read(container.payloadAt(entry) + position, to, offset, length);
                return;
            }
            try (Unpacking unpacking = new Unpacking(container, entry)) {
                unpacking.skip(position);
                unpacking.read(to, offset, length);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Entry that && entry == that.entry && container.equals(that.container);
        }

        @Override
        public int hashCode() {
            return container.hashCode() * 31 + entry;
        }

        /** Reads all of a deflated entry, some at a time. */
        void copyTo(Taker taker) throws IOException, DamagedDeltaException {
            byte[] chunk = new byte[1 << 16];
            try (Unpacking unpacking = new Unpacking(container, entry)) {
                for (long left = lengthBytes(); left > 0; ) {
                    int count = (int) Math.min(chunk.length, left);
                    unpacking.read(chunk, 0, count);
                    taker.take(chunk, count);
                    left -= count;
                }
            }
        }
    }

    /** Takes bytes as they come. */
    interface Taker {
        /** Takes the first {@code count}; the array is used again afterwards. */
        void take(byte[] bytes, int count) throws IOException;
    }
}

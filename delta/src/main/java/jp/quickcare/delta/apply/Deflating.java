package jp.quickcare.delta.apply;

import java.io.IOException;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import jp.quickcare.delta.container.Sizes;
import jp.quickcare.delta.format.DamagedDeltaException;

/** Writes the content of entries, stored or deflated as it was, and adds up what their headers say. */
final class Deflating implements AutoCloseable {
    private final Deflaters deflaters = new Deflaters();
    private final byte[] packed = new byte[1 << 16];

    /** Begins an entry whose content goes to that output. */
    Entry begin(int recipe, Output to) {
        return new Entry(recipe == 0 ? Optional.empty() : Optional.of(deflaters.fresh(recipe)), to);
    }

    /** The content of one entry. */
    final class Entry {
        private final Optional<Deflater> deflater;
        private final Output to;
        private final long begin;
        private final CRC32 crc = new CRC32();
        private long contentLength;

        private Entry(Optional<Deflater> deflater, Output to) {
            this.deflater = deflater;
            this.to = to;
            this.begin = to.position();
        }

        void write(byte[] bytes, int length) throws IOException, DamagedDeltaException {
            crc.update(bytes, 0, length);
            contentLength += length;
            if (deflater.isEmpty()) {
                to.write(bytes, 0, length);
                return;
            }
            deflater.get().setInput(bytes, 0, length);
            while (!deflater.get().needsInput()) {
                drain(deflater.get());
            }
        }

        Sizes end() throws IOException, DamagedDeltaException {
            if (deflater.isPresent()) {
                deflater.get().finish();
                while (!deflater.get().finished()) {
                    drain(deflater.get());
                }
            }
            return new Sizes((int) crc.getValue(), to.position() - begin, contentLength);
        }

        private void drain(Deflater from) throws IOException, DamagedDeltaException {
            int count = from.deflate(packed);
            to.write(packed, 0, count);
        }
    }

    @Override
    public void close() {
        deflaters.close();
    }
}

package jp.quickcare.delta.apply;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import jp.quickcare.delta.format.DamagedDeltaException;

/** The sections of a delta, one after another; several can be read at once. */
final class Sections {
    private final FileChannel file;
    private final long end;
    private long at;

    Sections(FileChannel file) throws IOException {
        this.file = file;
        this.end = file.size();
    }

    /** The next section, buffered. */
    InputStream next(long length) throws DamagedDeltaException {
        if (length < 0 || length > end - at) {
            throw new DamagedDeltaException("a delta that ends too early");
        }
        Section section = new Section(at, length);
        at += length;
        return new BufferedInputStream(section, 1 << 14);
    }

    /** The next section, whole; the caller has made sure that it may be that long. */
    byte[] nextBytes(int length) throws IOException, DamagedDeltaException {
        try (InputStream section = next(length)) {
            return section.readNBytes(length);
        }
    }

    /** Whether all was read, to the last byte. */
    boolean finished() {
        return at == end;
    }

    private final class Section extends InputStream {
        private long position;
        private long left;

        Section(long position, long length) {
            this.position = position;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int got = file.read(ByteBuffer.wrap(to, offset, (int) Math.min(length, left)), position);
            if (got > 0) {
                position += got;
                left -= got;
            }
            return got;
        }
    }
}

package jp.quickcare.delta.container;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes of which any part can be read, and how many there are. */
public interface ByteSource extends ReadableParts {
    /** How many there are. */
    long length();

    /** Reads a part into an array of its own; the caller has made sure that it may be that large. */
    default byte[] bytes(long position, int length) throws IOException {
        byte[] bytes = new byte[length];
        read(position, bytes, 0, length);
        return bytes;
    }

    /** A part of an array, which must not change. */
    static ByteSource of(byte[] array) {
        return new ByteSource() {
            @Override
            public long length() {
                return array.length;
            }

            @Override
            public void read(long position, byte[] to, int offset, int length) throws IOException {
                if (position < 0 || position > array.length - length) {
                    throw new EOFException("byte " + position + " of " + array.length);
                }
                System.arraycopy(array, (int) position, to, offset, length);
            }
        };
    }

    /** An open file; its length is taken now. */
    static ByteSource of(FileChannel file) throws IOException {
        long size = file.size();
        return new ByteSource() {
            @Override
            public long length() {
                return size;
            }

            @Override
            public void read(long position, byte[] to, int offset, int length) throws IOException {
                ByteSource.read(file, position, to, offset, length);
            }
        };
    }

    /** Reads exactly that many bytes of an open file. */
    static void read(FileChannel file, long position, byte[] to, int offset, int length) throws IOException {
        ByteBuffer target = ByteBuffer.wrap(to, offset, length);
        long at = position;
        while (target.hasRemaining()) {
            int got = file.read(target, at);
            if (got < 0) {
                throw new EOFException("byte " + at + " of " + file.size());
            }
            at += got;
        }
    }
}

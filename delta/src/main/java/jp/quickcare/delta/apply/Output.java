package jp.quickcare.delta.apply;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.function.LongConsumer;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.container.ReadableParts;
import jp.quickcare.delta.format.DamagedDeltaException;

/** A new file that grows, whose earlier bytes can be corrected, and that never gets longer than it may. */
final class Output implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final FileChannel file;
    private final long mostBytes;
    private final LongConsumer watch;
    private final Optional<Digesting.Digested> digested;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;
    private long written;

    /** @param digested takes what is written, if anybody does */
    Output(FileChannel file, long mostBytes, LongConsumer watch, Optional<Digesting.Digested> digested) {
        this.file = file;
        this.mostBytes = mostBytes;
        this.watch = watch;
        this.digested = digested;
    }

    long position() {
        return written + buffered;
    }

    void write(byte[] bytes) throws IOException, DamagedDeltaException {
        write(bytes, 0, bytes.length);
    }

    void write(byte[] bytes, int offset, int length) throws IOException, DamagedDeltaException {
        if (length > mostBytes - position()) {
            throw new DamagedDeltaException("a file that gets longer than the manifest says");
        }
        int done = 0;
        while (done < length) {
            if (buffered == buffer.length) {
                flush();
            }
            int count = Math.min(length - done, buffer.length - buffered);
            System.arraycopy(bytes, offset + done, buffer, buffered, count);
            buffered += count;
            done += count;
        }
    }

    /** Replaces bytes that were written before. */
    void correct(long position, byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return;
        }
        if (position >= written) {
            System.arraycopy(bytes, 0, buffer, (int) (position - written), bytes.length);
            return;
        }
        flush();
        put(bytes, bytes.length, position);
        if (digested.isPresent()) {
            digested.get().corrected();
        }
    }

    /** Copies bytes of something else to the end. */
    void copy(ReadableParts from, long position, long length) throws IOException, DamagedDeltaException {
        if (length > mostBytes - position()) {
            throw new DamagedDeltaException("a file that gets longer than the manifest says");
        }
        long done = 0;
        while (done < length) {
            if (buffered == buffer.length) {
                flush();
            }
            int count = (int) Math.min(length - done, buffer.length - buffered);
            from.read(position + done, buffer, buffered, count);
            buffered += count;
            done += count;
        }
    }

    /** What was written so far, to be read while more is written. */
    ByteSource soFar() throws IOException {
        flush();
        return ByteSource.of(file);
    }

    void flush() throws IOException {
        put(buffer, buffered, written);
        watch.accept(buffered);
        if (digested.isPresent()) {
            digested.get().add(buffer, buffered);
            buffer = new byte[BUFFER_BYTES];
        }
        written += buffered;
        buffered = 0;
    }

    private void put(byte[] bytes, int length, long position) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(bytes, 0, length);
        long at = position;
        while (source.hasRemaining()) {
            at += file.write(source, at);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

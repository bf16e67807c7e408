package jp.quickcare.server.serve;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import jp.quickcare.server.admission.Transfer;
import jp.quickcare.server.http.Departure;
import jp.quickcare.server.http.RequestIds;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSinkChannel;

/**
 * Writes a body of known length as its receiver takes it, without a thread that waits: large pieces of files go from
 * the file to the socket inside the kernel, small ones are gathered into one write. One file is open at a time.
 */
final class BodyWriter implements ChannelListener<StreamSinkChannel> {
    private static final Logger LOG = LoggerFactory.getLogger(BodyWriter.class);

    /** After so much the other connections of the same I/O thread have their turn (SPEC A3). */
    private static final long TURN_BYTES = 1024 * 1024;

    /** Up to here a copy costs less than a system call of its own. */
    private static final long SMALL_FILE_BYTES = 8 * 1024;

    private final HttpServerExchange exchange;
    private final Iterator<Segment> segments;
    private final PooledByteBuffer pooled;
    private final ByteBuffer gathered;
    private @Nullable Segment next;
    private @Nullable FileChannel file;
    private final long timeoutNanos;
    private final Transfer transfer;
    private long lastTakenNanos = System.nanoTime();
    private long position;
    private long remaining;
    private XnioExecutor.@Nullable Key watching;
    private boolean begun;
    private boolean ended;

    private BodyWriter(HttpServerExchange exchange, Iterator<Segment> segments, Duration timeout, Transfer transfer) {
        this.exchange = exchange;
        this.segments = segments;
        this.timeoutNanos = timeout.toNanos();
        this.transfer = transfer;
        this.pooled = exchange.getConnection().getByteBufferPool().allocate();
        this.gathered = pooled.getBuffer();
        this.gathered.flip();
    }

    /**
     * Begins to write; the exchange ends when the body has. Its length has been set.
     *
     * @param timeout a receiver that takes nothing for so long is sent away (SPEC A2)
     * @param transfer is told of what gets through (SPEC A4)
     */
    static void start(HttpServerExchange exchange, Iterator<Segment> segments, Duration timeout, Transfer transfer) {
        BodyWriter writer = new BodyWriter(exchange, segments, timeout, transfer);
        // A peer that goes away, or that is sent away as silent, leaves no file open behind it.
        Departure.of(exchange, writer::end);
        exchange.addExchangeCompleteListener((done, nextListener) -> {
            writer.end();
            nextListener.proceed();
        });
        StreamSinkChannel channel = exchange.getResponseChannel();
        channel.getWriteSetter().set(writer);
        writer.watch();
        channel.resumeWrites();
    }

    /** Looks again and again from the I/O thread: a receiver that takes nothing causes no event to be seen by. */
    private synchronized void watch() {
        if (ended) {
            return;
        }
        if (System.nanoTime() - lastTakenNanos >= timeoutNanos) {
            IoUtils.safeClose(exchange.getConnection());
        } else {
            watching = exchange.getIoThread().executeAfter(this::watch, timeoutNanos / 4, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public synchronized void handleEvent(StreamSinkChannel channel) {
        if (ended) {
            return;
        }
        try {
            if (writeTurn(channel)) {
                exchange.endExchange();
            }
        } catch (IOException e) {
            LOG.debug("{} broke off: {}", RequestIds.of(exchange), e.toString());
            // The length is announced: only a broken connection can say that the rest does not come.
            IoUtils.safeClose(exchange.getConnection());
            exchange.endExchange();
        }
    }

    /** @return true once everything is written */
    private boolean writeTurn(StreamSinkChannel channel) throws IOException {
        long turn = TURN_BYTES;
        while (turn > 0) {
            if (!gathered.hasRemaining() && file == null && !gather()) {
                return true;
            }
            long count = gathered.hasRemaining() ? channel.write(gathered) : transfer(channel, turn);
            if (count == 0) {
                return false;
            }
            turn -= count;
            lastTakenNanos = System.nanoTime();
            transfer.gotOn();
        }
        return false;
    }

    private long transfer(StreamSinkChannel channel, long most) throws IOException {
        FileChannel open = file;
        if (open == null) {
            return 0;
        }
        long count = channel.transferFrom(open, position, Math.min(most, remaining));
        if (count == 0 && open.size() < position + remaining) {
            throw new EOFException("a published file became shorter");
        }
        position += count;
        remaining -= count;
        if (remaining == 0) {
            closeFile();
        }
        return Math.max(count, 0);
    }

    /** Takes up the next segments. @return false when there are none */
    private boolean gather() throws IOException {
        gathered.clear();
        while (file == null && gathered.hasRemaining() && (next != null || segments.hasNext())) {
            Segment segment = next != null ? next : segments.next();
            next = null;
            if (segment instanceof Segment.Bytes bytes) {
                putWhatFits(bytes);
            } else if (segment instanceof Segment.FileRange range) {
                take(range);
            }
        }
        gathered.flip();
        begun = true;
        return gathered.hasRemaining() || file != null;
    }

    private void putWhatFits(Segment.Bytes segment) {
        ByteBuffer bytes = segment.bytes();
        int count = Math.min(bytes.remaining(), gathered.remaining());
        gathered.put(bytes.slice(bytes.position(), count));
        bytes.position(bytes.position() + count);
        next = bytes.hasRemaining() ? segment : null;
    }

    private void take(Segment.FileRange range) throws IOException {
        if (range.lengthBytes() == 0) {
            return;
        }
        FileChannel opened = PublishedFiles.open(range.file());
        file = opened;
        position = range.offset();
        remaining = range.lengthBytes();
        // The first bytes of an answer go through memory: Undertow's own transfer reads from the beginning of the file
        // for as long as the head has not been sent, whatever position it is told.
        if (!begun || remaining <= Math.min(SMALL_FILE_BYTES, gathered.remaining())) {
            copyWhatFits(opened);
        }
    }

    private void copyWhatFits(FileChannel opened) throws IOException {
        int limit = gathered.limit();
        gathered.limit(gathered.position() + (int) Math.min(remaining, gathered.remaining()));
        while (gathered.hasRemaining()) {
            int count = opened.read(gathered, position);
            if (count < 0) {
                throw new EOFException("a published file became shorter");
            }
            position += count;
            remaining -= count;
        }
        gathered.limit(limit);
        if (remaining == 0) {
            closeFile();
        }
    }

    private void closeFile() {
        IoUtils.safeClose(file);
        file = null;
    }

    private synchronized void end() {
        if (!ended) {
            ended = true;
            if (watching != null) {
                watching.remove();
            }
            closeFile();
            pooled.close();
        }
    }
}

package jp.quickcare.delta.chunk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.format.DamagedDeltaException;

/** The bodies of units that were brought, unpacked in a file that is gone when this is closed. Not thread-safe. */
final class Brought implements Closeable {
    private final FileChannel file;
    private final long mostBytes;
    private final Map<Integer, Stretch> bodies = new HashMap<>();
    private long length;

    private record Stretch(long at, int length) {}

    Brought(Path path, long mostBytes) throws IOException {
        this.mostBytes = mostBytes;
        file = FileChannel.open(
                path,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    void add(int unit, byte[] body) throws IOException, DamagedDeltaException {
        if (body.length > mostBytes - length) {
            throw new DamagedDeltaException("chunks of more bytes than their release can have");
        }
        ByteBuffer bytes = ByteBuffer.wrap(body);
        for (long at = length; bytes.hasRemaining(); ) {
            at += file.write(bytes, at);
        }
        bodies.put(unit, new Stretch(length, body.length));
        length += body.length;
    }

    Optional<byte[]> body(int unit) throws IOException {
        Stretch stretch = bodies.get(unit);
        return stretch == null
                ? Optional.empty()
                : Optional.of(ByteSource.of(file).bytes(stretch.at(), stretch.length()));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

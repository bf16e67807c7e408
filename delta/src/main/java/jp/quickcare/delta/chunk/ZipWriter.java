package jp.quickcare.delta.chunk;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import jp.quickcare.delta.container.Sizes;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.zip.Headers;

/** Writes a zip again, entry by entry. Not thread-safe. */
final class ZipWriter {
    private final Headers headers;
    private final OutputStream out;
    private final List<Sizes> sizes = new ArrayList<>();
    private final List<Long> headerAt = new ArrayList<>();
    private long position;

    ZipWriter(Headers headers, OutputStream out) throws IOException {
        this.headers = headers;
        this.out = out;
        write(headers.prefix());
    }

    /** How many entries are still to come. */
    int left() {
        return headers.count() - sizes.size();
    }

    /** The next entry's bytes follow, as long as its sizes say. */
    void begin(Sizes of) throws IOException, DamagedDeltaException {
        if (left() == 0) {
            throw new DamagedDeltaException("more entries than headers");
        }
        headerAt.add(position);
        write(headers.local(sizes.size(), of));
        sizes.add(of);
    }

    /** Some bytes of the entry that was begun. */
    void payload(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        position += length;
    }

    /** The entry that was begun is whole. */
    void end() throws IOException {
        int entry = sizes.size() - 1;
        write(headers.trailer(entry, sizes.get(entry)));
    }

    /** Writes what follows the last entry. */
    void finish() throws IOException, DamagedDeltaException {
        if (left() != 0) {
            throw new DamagedDeltaException("fewer entries than headers");
        }
        long directoryAt = position;
        for (int i = 0; i < headers.count(); i++) {
            write(headers.record(i, sizes.get(i), headerAt.get(i)));
        }
        write(headers.tail(directoryAt, position - directoryAt));
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }
}

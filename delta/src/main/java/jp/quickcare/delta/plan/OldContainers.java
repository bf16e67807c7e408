package jp.quickcare.delta.plan;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.container.Entries;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.zip.EntriesReader;
import jp.quickcare.delta.zip.ZipEntries;

/** Old containers that lie in old containers: each is unpacked once, into a file that is gone when this is closed. */
public final class OldContainers implements Closeable {
    private static final long MAX_BYTES = 1L << 31;

    private final Path folder;
    private final Map<Place, Optional<Entries>> known = new HashMap<>();
    private final List<FileChannel> open = new ArrayList<>();

    private record Place(Entries container, int entry) {}

    /** @param folder where to unpack */
    public OldContainers(Path folder) {
        this.folder = folder;
    }

    /** The entries of an entry, when that is a container itself. */
    public Optional<Entries> entries(Entries container, int entry) throws IOException, DamagedDeltaException {
        Place place = new Place(container, entry);
        Optional<Entries> entries = known.get(place);
        if (entries == null) {
            entries = zip(unpacked(new OldContent.Entry(container, entry)));
            known.put(place, entries);
        }
        return entries;
    }

    private static Optional<Entries> zip(ByteSource bytes) throws IOException {
        Optional<ZipEntries> zip = EntriesReader.read(bytes);
        return zip.isPresent() ? Optional.of(zip.get()) : Optional.empty();
    }

    private ByteSource unpacked(OldContent.Entry content) throws IOException, DamagedDeltaException {
        long length = content.lengthBytes();
        if (length > MAX_BYTES) {
            throw new DamagedDeltaException("an old container that is too large");
        }
        if (!content.container().isDeflated(content.entry())) {
            return new Window(content.container().source(), content.container().payloadAt(content.entry()), length);
        }
        Path file = Files.createTempFile(folder, "old", ".tmp");
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        open.add(channel);
        content.copyTo((bytes, count) -> {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        });
        return ByteSource.of(channel);
    }

    private record Window(ByteSource whole, long begin, long length) implements ByteSource {
        @Override
        public void read(long position, byte[] to, int offset, int count) throws IOException {
            if (position < 0 || position > length - count) {
                throw new java.io.EOFException("byte " + position + " of " + length);
            }
            whole.read(begin + position, to, offset, count);
        }
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : open) {
            channel.close();
        }
    }
}

package jp.quickcare.delta.plan;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.container.Entries;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.image.Image;
import jp.quickcare.delta.image.ImageReader;
import jp.quickcare.delta.zip.EntriesReader;
import jp.quickcare.delta.zip.ZipEntries;
import jp.quickcare.manifest.release.ReleaseFile;

/** The files of a release as they lie somewhere, by their numbers. Of several threads, for the bytes alone. */
public final class OldFiles implements Closeable {
    private static final int MAX_OPEN = 32;

    private final Function<ReleaseFile, Path> places;
    private final List<ReleaseFile> files;
    private final Map<Integer, Optional<Entries>> entries = new HashMap<>();
    private final LinkedHashMap<Integer, FileChannel> open = new LinkedHashMap<>(MAX_OPEN, 0.75f, true);

    /**
     * Opens nothing yet.
     *
     * @param files in any order
     */
    public OldFiles(Path folder, List<ReleaseFile> files) {
        this(file -> folder.resolve(file.path().toString()), files);
    }

    /**
     * Opens nothing yet.
     *
     * @param places where each of the files lies
     * @param files in any order
     */
    public OldFiles(Function<ReleaseFile, Path> places, List<ReleaseFile> files) {
        this.places = places;
        this.files = ChangedFiles.numbered(files);
    }

    /** The files by their numbers. */
    public List<ReleaseFile> files() {
        return files;
    }

    /** The bytes of a file, as long as the old manifest says. */
    public ByteSource bytes(int file) throws DamagedDeltaException {
        if (file < 0 || file >= files.size()) {
            throw new DamagedDeltaException("an old file that is not there");
        }
        long length = files.get(file).lengthBytes();
        return new ByteSource() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public void read(long position, byte[] to, int offset, int count) throws IOException {
                // Held to the end of it, for whoever opens another file may close this one.
                synchronized (open) {
                    ByteSource.read(channel(file), position, to, offset, count);
                }
            }
        };
    }

    /** The entries of a file, when it is a container. */
    public Optional<Entries> entries(int file) throws DamagedDeltaException, IOException {
        Optional<Entries> known = entries.get(file);
        if (known == null) {
            known = containerOf(bytes(file));
            entries.put(file, known);
        }
        return known;
    }

    private static Optional<Entries> containerOf(ByteSource bytes) throws IOException {
        Optional<ZipEntries> zip = EntriesReader.read(bytes);
        if (zip.isPresent()) {
            return Optional.of(zip.get());
        }
        Optional<Image> image = ImageReader.read(bytes);
        return image.isPresent() ? Optional.of(image.get()) : Optional.empty();
    }

    private FileChannel channel(int file) throws IOException {
        FileChannel channel = open.get(file);
        if (channel == null) {
            if (open.size() >= MAX_OPEN) {
                Iterator<FileChannel> eldest = open.values().iterator();
                eldest.next().close();
                eldest.remove();
            }
            channel = FileChannel.open(places.apply(files.get(file)), StandardOpenOption.READ);
            open.put(file, channel);
        }
        return channel;
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : new ArrayList<>(open.values())) {
            channel.close();
        }
        open.clear();
    }
}

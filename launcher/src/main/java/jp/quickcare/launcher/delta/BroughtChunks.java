package jp.quickcare.launcher.delta;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import jp.quickcare.delta.chunk.ChunkIndex;
import jp.quickcare.delta.chunk.Missing.Range;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.container.ReadableParts;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.fetch.Parts;
import jp.quickcare.launcher.fetch.Parts.Part;
import jp.quickcare.launcher.fetch.WantedObject;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseChunks;
import jp.quickcare.manifest.release.ReleaseFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The object of a release's chunks, as much of it as is brought: its index, and stretches behind that. */
final class BroughtChunks {
    private static final Logger LOG = LoggerFactory.getLogger(BroughtChunks.class);

    private final ReleaseChunks chunks;
    private final Parts parts;
    private final Path folder;
    private final Progress progress;

    /** @param folder for what is brought */
    BroughtChunks(ReleaseChunks chunks, Parts parts, Path folder, Progress progress) {
        this.chunks = chunks;
        this.parts = parts;
        this.folder = folder;
        this.progress = progress;
    }

    /** The object as it is asked for. */
    static WantedObject object(ReleaseChunks chunks) {
        return new WantedObject(chunks.sha256(), chunks.lengthBytes(), OptionalLong.empty());
    }

    /** Parts of this object may be gone on with, everything else is worth nothing. */
    void clear() throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            for (Path left : DurableFiles.children(folder)) {
                if (!String.valueOf(left.getFileName())
                        .startsWith(chunks.sha256().hex() + "-")) {
                    DurableFiles.deleteTree(left);
                }
            }
        }
        Files.createDirectories(folder);
    }

    /** The index, as it is signed; empty where it is not to be had of anybody. */
    Optional<ChunkIndex> index(List<ReleaseFile> release) throws KeepFailure, IOException, DamagedDeltaException {
        Part part = new Part(0, chunks.indexBytes());
        Path file = part.in(folder, object(chunks));
        while (parts.bring(List.of(part), folder, untold())) {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length == chunks.indexBytes() && Sha256.of(bytes).equals(chunks.indexSha256())) {
                return Optional.of(ChunkIndex.read(bytes, release, chunks.lengthBytes() - bytes.length));
            }
            LOG.warn("the index of the chunks {} is not what is signed", chunks.sha256());
            Files.delete(file);
            if (!parts.distrust()) {
                break;
            }
        }
        return Optional.empty();
    }

    /**
     * Throws away what came, for something of it is wrong.
     *
     * @return whether somebody else may give what is right
     */
    boolean startOver() throws IOException {
        DurableFiles.deleteTree(folder);
        Files.createDirectories(folder);
        return parts.distrust();
    }

    /**
     * Brings stretches behind the index.
     *
     * @param all whether this is all that is to come
     * @return false where they are not to be had
     */
    boolean bring(List<Range> ranges, boolean all) throws KeepFailure {
        List<Part> wanted = ranges.stream().map(this::part).toList();
        return parts.bring(wanted, folder, all ? progress : untold());
    }

    private Part part(Range range) {
        return new Part(chunks.indexBytes() + range.at(), range.length());
    }

    /** What was brought of these stretches. */
    ReadableParts behindIndex(List<Range> ranges) {
        return (at, to, offset, length) -> read(ranges, at, to, offset, length);
    }

    private void read(List<Range> ranges, long at, byte[] to, int offset, int length) throws IOException {
        for (Range range : ranges) {
            if (at >= range.at() && at + length <= range.at() + range.length()) {
                Path file = part(range).in(folder, object(chunks));
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                    ByteSource.read(channel, at - range.at(), to, offset, length);
                }
                return;
            }
        }
        if (length > 0) {
            throw new EOFException("a chunk that was not brought");
        }
    }

    /** Where more is to come behind it, this is no measure of how far the update is: a bar would go back. */
    private Progress untold() {
        return new Progress() {
            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }
        };
    }
}

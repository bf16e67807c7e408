package jp.quickcare.launcher.delta;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import jp.quickcare.delta.chunk.ChunkAssembler;
import jp.quickcare.delta.chunk.ChunkIndex;
import jp.quickcare.delta.chunk.Missing;
import jp.quickcare.delta.chunk.Missing.Range;
import jp.quickcare.delta.chunk.OldUnits;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.zip.ByteSource;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.fetch.Parts;
import jp.quickcare.launcher.fetch.Parts.Part;
import jp.quickcare.launcher.fetch.WantedObject;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseChunks;
import jp.quickcare.manifest.release.ReleaseFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chunks of a release together with whatever installed files there are, whole or damaged: what of the release can
 * be made with fewer bytes than the files themselves have is made.
 */
public final class InstalledChunks {
    private static final Logger LOG = LoggerFactory.getLogger(InstalledChunks.class);

    private final Home home;
    private final Receipt installed;
    private final UpdatePlan plan;
    private final ReleaseChunks chunks;
    private final Parts parts;
    private final Path objects;
    private final Path folder;
    private final Progress progress;

    /**
     * For one update.
     *
     * @param parts of the object that the release names
     * @param objects where what is made goes, each file as {@code <sha256>}
     * @param folder for what is brought and unfinished; what another release left there is deleted
     */
    public InstalledChunks(
            Home home, Receipt installed, UpdatePlan plan, Parts parts, Path objects, Path folder, Progress progress) {
        this.home = home;
        this.installed = installed;
        this.plan = plan;
        this.chunks = plan.to().chunks().orElseThrow();
        this.parts = parts;
        this.objects = objects;
        this.folder = folder;
        this.progress = progress;
    }

    /** The object as it is brought. */
    public static WantedObject object(ReleaseChunks chunks) {
        return new WantedObject(chunks.sha256(), chunks.lengthBytes(), OptionalLong.empty());
    }

    /** Under which these chunks count as failed for this pair of releases. */
    public static Sha256 pair(Sha256 from, ReleaseChunks chunks) {
        return Sha256.of((from + " " + chunks.sha256()).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Makes what saves bytes. What is not made is to come whole.
     *
     * @param lacking files to bring
     * @throws DeltaFailedException something came out otherwise than the release says, which is recorded: chunks are
     *     not tried again between these two. What came out right stays
     * @throws KeepFailure it was cancelled, or our own disk refused
     */
    public void make(List<ReleaseFile> lacking) throws DeltaFailedException, KeepFailure {
        try {
            clear(folder);
            Files.createDirectories(folder);
            byte[] index = index();
            if (index.length > 0) {
                make(ChunkIndex.read(index, plan.to().files(), chunks.lengthBytes() - index.length), lacking);
            }
        } catch (CancellationException e) {
            throw new KeepFailure(FailureCode.CANCELLED, "stopped while files were made", e);
        } catch (DamagedDeltaException | EOFException | RuntimeException e) {
            throw failed(e);
        } catch (OutOfMemoryError | StackOverflowError e) {
            throw failed(e);
        } catch (IOException e) {
            // Whatever it is, whole files depend on less.
            LOG.warn("no chunks: {}", e.toString());
        }
    }

    /** Parts of this object may be gone on with, everything else is worth nothing. */
    private void clear(Path of) throws IOException {
        if (Files.isDirectory(of, LinkOption.NOFOLLOW_LINKS)) {
            for (Path left : DurableFiles.children(of)) {
                if (!String.valueOf(left.getFileName())
                        .startsWith(chunks.sha256().hex() + "-")) {
                    DurableFiles.deleteTree(left);
                }
            }
        }
    }

    /** The index, as it is signed; empty where it is not to be had. */
    private byte[] index() throws KeepFailure, IOException {
        Part part = new Part(0, chunks.indexBytes());
        if (!parts.bring(List.of(part), folder, untold())) {
            return new byte[0];
        }
        Path file = part.in(folder, object(chunks));
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length == chunks.indexBytes() && Sha256.of(bytes).equals(chunks.indexSha256())) {
            return bytes;
        }
        LOG.warn(
                "the index of the chunks of {} is not what is signed", plan.to().version());
        Files.delete(file);
        return new byte[0];
    }

    private void make(ChunkIndex index, List<ReleaseFile> lacking)
            throws IOException, DamagedDeltaException, DeltaFailedException, KeepFailure {
        List<ReleaseFile> release = plan.to().files();
        List<ReleaseFile> wanted = index.made(release, lacking);
        try (OldUnits old = OldUnits.look(index, oldFiles(), this::watch)) {
            Missing missing = Missing.of(index, old, release, wanted);
            long wholeBytes =
                    wanted.stream().mapToLong(ReleaseFile::transferBytes).sum();
            LOG.info("chunks: {} bytes in place of {}", missing.bytes() + chunks.indexBytes(), wholeBytes);
            if (missing.bytes() >= wholeBytes - wholeBytes / 10) {
                return;
            }
            List<Part> ranges = missing.ranges().stream()
                    .map(range -> new Part(chunks.indexBytes() + range.at(), range.length()))
                    .toList();
            if (!parts.bring(ranges, folder, wanted.size() == lacking.size() ? progress : untold())) {
                return;
            }
            List<String> wrong = assemble(index, old, missing, wanted);
            if (!wrong.isEmpty()) {
                throw failed(new DamagedDeltaException("chunks gave other files than " + wrong));
            }
        }
    }

    private List<Path> oldFiles() {
        List<Path> files = new ArrayList<>();
        installed
                .files()
                .forEach(entry -> files.add(home.app().resolve(entry.path().toString())));
        plan.coming().forEach(file -> files.add(objects.resolve(file.sha256().hex())));
        return files.stream()
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    private List<String> assemble(ChunkIndex index, OldUnits old, Missing missing, List<ReleaseFile> wanted)
            throws IOException, DamagedDeltaException {
        List<String> wrong = new ArrayList<>();
        Path temporary = folder.resolve("unpacked.tmp");
        try (ChunkAssembler assembler = new ChunkAssembler(
                index,
                old,
                missing,
                (at, to, offset, length) -> read(missing.ranges(), at, to, offset, length),
                plan.to().files(),
                temporary,
                this::watch)) {
            for (ReleaseFile file : wanted) {
                String name = file.sha256().hex();
                if (assembler.make(file, folder.resolve(name), this::watch)) {
                    DurableFiles.move(folder.resolve(name), objects.resolve(name));
                } else {
                    wrong.add(file.path().toString());
                }
            }
        }
        return wrong;
    }

    private void read(List<Range> ranges, long at, byte[] to, int offset, int length) throws IOException {
        for (Range range : ranges) {
            if (at >= range.at() && at + length <= range.at() + range.length()) {
                Path file = new Part(chunks.indexBytes() + range.at(), range.length()).in(folder, object(chunks));
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                    ByteSource.of(channel).read(at - range.at(), to, offset, length);
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

    /** Looks between two steps whether they are still wanted. */
    private void watch(long bytes) {
        if (progress.cancelled()) {
            throw new CancellationException();
        }
    }

    private DeltaFailedException failed(Throwable why) throws KeepFailure {
        LOG.warn("chunks {} from {} are of no use: {}", chunks.sha256(), installed.version(), why.toString());
        try {
            DurableFiles.deleteTree(folder);
            FailedDeltas.add(home, pair(installed.manifestSha256(), chunks));
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot write in " + home.state(), e, home.state());
        }
        return new DeltaFailedException(String.valueOf(why.getMessage()), why);
    }
}

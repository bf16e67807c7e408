package jp.quickcare.launcher.delta;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import jp.quickcare.delta.chunk.ChunkAssembler;
import jp.quickcare.delta.chunk.ChunkIndex;
import jp.quickcare.delta.chunk.Missing;
import jp.quickcare.delta.chunk.OldUnits;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.fetch.Parts;
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
    private final BroughtChunks brought;
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
        this.brought = new BroughtChunks(chunks, parts, folder, progress);
        this.objects = objects;
        this.folder = folder;
        this.progress = progress;
    }

    /** The object as it is brought. */
    public static WantedObject object(ReleaseChunks chunks) {
        return BroughtChunks.object(chunks);
    }

    /** Under which these chunks count as failed for this pair of releases. */
    public static Sha256 pair(Sha256 from, ReleaseChunks chunks) {
        return Sha256.of((from + " " + chunks.sha256()).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Makes what saves bytes. What is not made is to come whole. Where something comes out otherwise than the release
     * says, all is brought again of somebody else.
     *
     * @param lacking files to bring
     * @throws DeltaFailedException something came out wrong whoever gave the chunks, which is recorded: they are not tried
     *     again between these two. What came out right stays
     * @throws KeepFailure it was cancelled, or our own disk refused
     */
    public void make(List<ReleaseFile> lacking) throws DeltaFailedException, KeepFailure {
        try {
            brought.clear();
            for (Optional<Throwable> wrong = attempt(lacking); wrong.isPresent(); wrong = attempt(lacking)) {
                LOG.warn(
                        "chunks {} came wrong: {}", chunks.sha256(), wrong.get().toString());
                if (!brought.startOver()) {
                    throw failed(wrong.get());
                }
            }
        } catch (CancellationException e) {
            throw new KeepFailure(FailureCode.CANCELLED, "stopped while files were made", e);
        } catch (OutOfMemoryError | StackOverflowError e) {
            throw failed(e);
        } catch (IOException e) {
            // Whatever it is, whole files depend on less.
            LOG.warn("no chunks: {}", e.toString());
        }
    }

    /** @return what shows that wrong bytes came; empty where nothing does */
    private Optional<Throwable> attempt(List<ReleaseFile> lacking) throws IOException, KeepFailure {
        try {
            Optional<ChunkIndex> index = brought.index(plan.to().files());
            if (index.isPresent()) {
                make(index.get(), lacking);
            }
            return Optional.empty();
        } catch (CancellationException e) {
            throw e;
        } catch (DamagedDeltaException | EOFException | RuntimeException e) {
            return Optional.of(e);
        }
    }

    private void make(ChunkIndex index, List<ReleaseFile> lacking)
            throws IOException, DamagedDeltaException, KeepFailure {
        List<ReleaseFile> release = plan.to().files();
        List<ReleaseFile> open = lacking.stream()
                .filter(file -> !Files.exists(objects.resolve(file.sha256().hex()), LinkOption.NOFOLLOW_LINKS))
                .toList();
        List<ReleaseFile> wanted = index.made(release, open);
        try (OldUnits old = OldUnits.look(index, oldFiles(), this::watch)) {
            Missing missing = Missing.of(index, old, release, wanted);
            Need need = need(missing, wanted, open);
            LOG.info("chunks: {} bytes in place of {}", need.bytes(), need.wholeBytes());
            if (!need.saves() || !brought.bring(missing.ranges(), wanted.size() == open.size())) {
                return;
            }
            List<String> wrong = assemble(index, old, missing, wanted);
            if (!wrong.isEmpty()) {
                throw new DamagedDeltaException("chunks gave other files than " + wrong);
            }
        }
    }

    /**
     * How many bytes chunks would bring for some files.
     *
     * @param bytes with the index, and with those of the files that are not in the chunks
     * @param wholeBytes of all the files as they are stored
     * @param saves whether chunks are brought for that
     */
    public record Need(long bytes, long wholeBytes, boolean saves) {}

    /**
     * Finds out what {@link #make} would bring; of it only the index is brought.
     *
     * @return empty where no index is to be had
     * @throws KeepFailure it was cancelled, or our own disk refused
     * @throws IOException what came is of no use, or the disk refused
     */
    public Optional<Need> need(List<ReleaseFile> lacking) throws KeepFailure, IOException {
        try {
            Optional<ChunkIndex> index = brought.index(plan.to().files());
            if (index.isEmpty()) {
                return Optional.empty();
            }
            List<ReleaseFile> wanted = index.get().made(plan.to().files(), lacking);
            try (OldUnits old = OldUnits.look(index.get(), oldFiles(), this::watch)) {
                return Optional.of(need(Missing.of(index.get(), old, plan.to().files(), wanted), wanted, lacking));
            }
        } catch (DamagedDeltaException e) {
            throw new IOException(e);
        }
    }

    private Need need(Missing missing, List<ReleaseFile> wanted, List<ReleaseFile> lacking) {
        long whole = transferBytes(lacking);
        long replaced = transferBytes(wanted);
        return new Need(
                missing.bytes() + chunks.indexBytes() + whole - replaced,
                whole,
                missing.bytes() < replaced - replaced / 10);
    }

    private static long transferBytes(List<ReleaseFile> files) {
        return files.stream().mapToLong(ReleaseFile::transferBytes).sum();
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
                brought.behindIndex(missing.ranges()),
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

package jp.quickcare.delta.apply;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import jp.quickcare.delta.container.Frame;
import jp.quickcare.delta.difference.PartReader;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.format.Start;
import jp.quickcare.delta.mix.BitReader;
import jp.quickcare.delta.plan.ChangedFiles;
import jp.quickcare.delta.plan.Containers;
import jp.quickcare.delta.plan.Content;
import jp.quickcare.delta.plan.DeltaPlan;
import jp.quickcare.delta.plan.OldContainers;
import jp.quickcare.delta.plan.OldFiles;
import jp.quickcare.delta.plan.Pieces;
import jp.quickcare.delta.plan.PlanReader;
import jp.quickcare.delta.plan.Resolver;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;

/**
 * Makes the changed files of a release from the old release and a delta. Whatever the delta says, it writes into the
 * folder for new files only, no file longer than its manifest says, within bounded memory; and what it returns has the
 * digest of the manifest (THREATS CT2, CT7).
 */
public final class DeltaApplier {
    private final OldFiles old;
    private final List<ReleaseFile> changed;
    private final Path made;
    private final LongConsumer watch;
    private final Consumer<Path> written;

    private DeltaApplier(
            OldFiles old, List<ReleaseFile> changed, Path made, LongConsumer watch, Consumer<Path> written) {
        this.old = old;
        this.changed = changed;
        this.made = made;
        this.watch = watch;
        this.written = written;
    }

    /**
     * Makes the files.
     *
     * @param delta the file that holds it
     * @param oldFolder where the old release lies
     * @param oldFiles from the old manifest
     * @param newFiles from the new, trusted manifest
     * @param made an empty folder; each file gets its digest in hexadecimal digits for a name
     * @return those that were made; a delta may leave out some
     * @throws DamagedDeltaException when the delta, or an old file, is not as it should be; what lies in {@code made}
     *     then is worth nothing
     * @throws IOException when something cannot be read or written
     */
    public static List<ReleaseFile> apply(
            Path delta, Path oldFolder, List<ReleaseFile> oldFiles, List<ReleaseFile> newFiles, Path made)
            throws IOException, DamagedDeltaException {
        return apply(
                delta,
                file -> oldFolder.resolve(file.path().toString()),
                oldFiles,
                newFiles,
                made,
                bytes -> {},
                file -> {});
    }

    /**
     * The same where old files do not lie in a folder of their release.
     *
     * @param watch hears now and then how many more bytes are made; what it throws ends the work
     * @param written hears of each file when all of it is written, right before its digest is looked at
     */
    public static List<ReleaseFile> apply(
            Path delta,
            Function<ReleaseFile, Path> oldPlaces,
            List<ReleaseFile> oldFiles,
            List<ReleaseFile> newFiles,
            Path made,
            LongConsumer watch,
            Consumer<Path> written)
            throws IOException, DamagedDeltaException {
        List<ReleaseFile> changed = ChangedFiles.of(oldFiles, newFiles);
        try (FileChannel file = FileChannel.open(delta, StandardOpenOption.READ);
                OldFiles old = new OldFiles(oldPlaces, oldFiles);
                OldContainers nested = new OldContainers(made)) {
            return new DeltaApplier(old, changed, made, watch, written).apply(file, nested, oldFiles, newFiles);
        }
    }

    private List<ReleaseFile> apply(
            FileChannel file, OldContainers nested, List<ReleaseFile> oldFiles, List<ReleaseFile> newFiles)
            throws IOException, DamagedDeltaException {
        Sections sections = new Sections(file);
        Start start = Start.read(sections.nextBytes(Start.LENGTH));
        start.requireFor(oldFiles, newFiles);
        DeltaPlan plan = PlanReader.read(sections.nextBytes(start.planLength()), changed.size(), start.version());
        PartReader reader = new PartReader(new BitReader(sections.next(start.bitsLength())), start.version());
        GroupReader groups = new GroupReader(reader, sections);
        List<Containers.Found> containers = Containers.of(plan.files(), old, nested);
        groups.take(List.of(plan.headers()), Containers.headers(containers), 1);
        List<Frame> frames = frames(groups, containers);
        Resolver resolver = new Resolver(old);
        List<Long> lengths = new ArrayList<>();
        for (ReleaseFile one : changed) {
            lengths.add(one.lengthBytes());
        }
        Pieces pieces = Pieces.of(plan.files(), lengths, resolver, frames, containers);
        groups.take(plan.groups(), pieces.parts(), jp.quickcare.delta.format.Limits.LANES);
        List<ReleaseFile> done = new ArrayList<>();
        try (FileMaker maker = new FileMaker(resolver, groups, pieces.partCounts(), frames, containers, made, watch)) {
            for (int i = 0; i < changed.size(); i++) {
                Content content = plan.files().get(i).content();
                Path path = made.resolve(changed.get(i).sha256().hex());
                Optional<Sha256> digest = maker.make(content, path, lengths.get(i));
                if (!(content instanceof Content.Absent)) {
                    written.accept(path);
                    requireDigest(digest.isPresent() ? digest.get() : digest(path), changed.get(i));
                    done.add(changed.get(i));
                }
            }
        }
        return done;
    }

    private static List<Frame> frames(GroupReader groups, List<Containers.Found> containers)
            throws IOException, DamagedDeltaException {
        List<Frame> frames = new ArrayList<>();
        for (Containers.Found container : containers) {
            byte[] columns = new byte[groups.next()];
            groups.read(columns, 0, columns.length);
            frames.add(container.frame(columns));
        }
        return frames;
    }

    private static Sha256 digest(Path path) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        byte[] chunk = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(path)) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
            }
        }
        return Sha256.of(digest);
    }

    private static void requireDigest(Sha256 digest, ReleaseFile file) throws DamagedDeltaException {
        if (!digest.equals(file.sha256())) {
            throw new DamagedDeltaException("what came of " + file.path() + " is not what the manifest says");
        }
    }
}

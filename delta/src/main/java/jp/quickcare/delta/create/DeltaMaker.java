package jp.quickcare.delta.create;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import jp.quickcare.delta.apply.DeltaApplier;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.container.Frame;
import jp.quickcare.delta.difference.PartWriter;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.format.Limits;
import jp.quickcare.delta.format.NoDeltaException;
import jp.quickcare.delta.format.Start;
import jp.quickcare.delta.plan.ChangedFiles;
import jp.quickcare.delta.plan.Containers;
import jp.quickcare.delta.plan.DeltaPlan;
import jp.quickcare.delta.plan.Group;
import jp.quickcare.delta.plan.GroupOld.Resolved;
import jp.quickcare.delta.plan.OldContainers;
import jp.quickcare.delta.plan.OldFiles;
import jp.quickcare.delta.plan.Pieces;
import jp.quickcare.delta.plan.PlanWriter;
import jp.quickcare.delta.plan.Resolver;
import jp.quickcare.manifest.release.ReleaseFile;

/** Makes the delta between two releases. The same two always give the same bytes. */
public final class DeltaMaker {
    private final Function<ReleaseFile, Path> newPlaces;

    private DeltaMaker(Function<ReleaseFile, Path> newPlaces) {
        this.newPlaces = newPlaces;
    }

    /**
     * Makes a delta and proves it by applying it.
     *
     * @param oldFiles what lies in {@code oldFolder}, as its manifest says
     * @param newFiles what lies in {@code newFolder}
     * @param delta where to write it
     * @param temporary a folder for what is needed meanwhile; takes up to the size of the changed files
     * @throws NoDeltaException when the releases are such that no delta can be made
     * @throws IOException when something cannot be read or written, or does not lie there as the manifest says
     */
    public static void make(
            Path oldFolder,
            List<ReleaseFile> oldFiles,
            Path newFolder,
            List<ReleaseFile> newFiles,
            Path delta,
            Path temporary)
            throws IOException {
        make(
                file -> oldFolder.resolve(file.path().toString()),
                oldFiles,
                file -> newFolder.resolve(file.path().toString()),
                newFiles,
                delta,
                temporary);
    }

    /** The same for files that do not lie in a folder of their release. */
    public static void make(
            Function<ReleaseFile, Path> oldPlaces,
            List<ReleaseFile> oldFiles,
            Function<ReleaseFile, Path> newPlaces,
            List<ReleaseFile> newFiles,
            Path delta,
            Path temporary)
            throws IOException {
        try (OldFiles old = new OldFiles(oldPlaces, oldFiles);
                OldContainers nested = new OldContainers(temporary)) {
            new DeltaMaker(newPlaces).make(old, nested, newFiles, delta);
            prove(delta, oldPlaces, oldFiles, newFiles, temporary);
        } catch (DamagedDeltaException e) {
            throw new NoDeltaException("no delta can be made: " + e.getMessage(), e);
        }
    }

    private void make(OldFiles old, OldContainers nested, List<ReleaseFile> newFiles, Path delta)
            throws IOException, DamagedDeltaException {
        List<ReleaseFile> changed = ChangedFiles.of(old.files(), newFiles);
        OldFiles fresh = new OldFiles(newPlaces, changed);
        try (fresh) {
            Analyzer analyzer = new Analyzer(old, new OldIndex(old), nested);
            for (int i = 0; i < changed.size(); i++) {
                ByteSource bytes = fresh.bytes(i);
                analyzer.add(changed.get(i).path().toString(), bytes);
            }
            write(analyzer.found(), old, nested, newFiles, changed, delta);
        }
    }

    private void write(
            Analysis found,
            OldFiles old,
            OldContainers nested,
            List<ReleaseFile> newFiles,
            List<ReleaseFile> changed,
            Path delta)
            throws IOException, DamagedDeltaException {
        PartWriter writer = new PartWriter(found.hasImages());
        ByteArrayOutputStream literals = new ByteArrayOutputStream();
        GroupMaker maker = new GroupMaker(writer, literals);
        List<Containers.Found> containers = Containers.of(found.files, old, nested);
        Group headerGroup = maker.make(Containers.headers(containers), found.headers::get, 1);
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < containers.size(); i++) {
            frames.add(containers.get(i).frame(found.headers.get(i)));
        }
        Pieces pieces = Pieces.of(
                found.files,
                changed.stream().map(ReleaseFile::lengthBytes).toList(),
                new Resolver(old),
                frames,
                containers);
        List<Group> groups = new ArrayList<>();
        FreshParts fresh = new FreshParts(found.pieces, pieces);
        for (int from = 0; from < pieces.parts().size(); ) {
            int count = GroupMaker.groupLength(pieces.parts(), from);
            List<Resolved> parts = pieces.parts().subList(from, from + count);
            int first = from;
            groups.add(maker.make(parts, part -> fresh.bytes(first + part), Limits.LANES));
            from += count;
        }
        byte[] bits = writer.finish();
        byte[] plan = PlanWriter.write(new DeltaPlan(found.files, headerGroup, groups));
        if (plan.length > Limits.MAX_PLAN_BYTES) {
            throw new NoDeltaException("the releases differ in too many places for a delta");
        }
        try (OutputStream out = Files.newOutputStream(delta)) {
            out.write(Start.between(writer.version(), old.files(), newFiles, plan.length, bits.length)
                    .toBytes());
            out.write(plan);
            out.write(bits);
            literals.writeTo(out);
        }
    }

    private static void prove(
            Path delta,
            Function<ReleaseFile, Path> oldPlaces,
            List<ReleaseFile> oldFiles,
            List<ReleaseFile> newFiles,
            Path temporary)
            throws IOException, DamagedDeltaException {
        Path made = Files.createTempDirectory(temporary, "proof");
        try {
            DeltaApplier.apply(delta, oldPlaces, oldFiles, newFiles, made, bytes -> {}, file -> {});
        } finally {
            try (var files = Files.list(made)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(made);
        }
    }
}

package jp.quickcare.benchmarks.delta;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jp.quickcare.delta.chunk.ChunkAssembler;
import jp.quickcare.delta.chunk.ChunkIndex;
import jp.quickcare.delta.chunk.ChunkMaker;
import jp.quickcare.delta.chunk.Missing;
import jp.quickcare.delta.chunk.OldUnits;
import jp.quickcare.delta.chunk.Older;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.plan.ChangedFiles;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;

/** Chunks as publisher and launcher make and use them, for a process that is measured. */
final class ChunkTool {
    private ChunkTool() {}

    static void create(Path old, Path fresh, Path object, boolean known) throws IOException {
        List<ReleaseFile> oldFiles = DeltaTool.files(old);
        Set<Sha256> same = new HashSet<>();
        oldFiles.forEach(file -> same.add(file.sha256()));
        Older older = new Older(file -> old.resolve(file.path().toString()), oldFiles);
        ChunkMaker.make(
                file -> fresh.resolve(file.path().toString()),
                DeltaTool.files(fresh),
                // As after one older release, where this one is known; an unknown PC may have any.
                known ? same::contains : sha256 -> false,
                known ? List.of(older) : List.of(),
                object);
    }

    /** Writes beside the object how many bytes a PC brings. */
    static void apply(Path old, Path fresh, Path object, Path made) throws IOException, DamagedDeltaException {
        List<ReleaseFile> release = DeltaTool.files(fresh);
        List<ReleaseFile> oldFiles = DeltaTool.files(old);
        List<ReleaseFile> wanted = ChangedFiles.of(oldFiles, release);
        List<Path> paths = oldFiles.stream()
                .map(file -> old.resolve(file.path().toString()))
                .toList();
        try (FileChannel channel = FileChannel.open(object)) {
            ByteSource all = ByteSource.of(channel);
            byte[] bytes = all.bytes(0, (int) ChunkIndex.lengthBytes(all.bytes(0, ChunkIndex.START_LENGTH)));
            ChunkIndex index = ChunkIndex.read(bytes, release, all.length() - bytes.length);
            try (OldUnits units = OldUnits.look(index, paths, count -> {})) {
                Missing missing = Missing.of(index, units, release, wanted);
                long brought = bytes.length + missing.bytes();
                Files.writeString(object.resolveSibling(object.getFileName() + ".bytes"), "" + brought);
                try (ChunkAssembler assembler = new ChunkAssembler(
                        index,
                        units,
                        missing,
                        (at, to, offset, length) -> all.read(bytes.length + at, to, offset, length),
                        release,
                        made.resolve("unpacked.tmp"),
                        count -> {})) {
                    for (ReleaseFile file : wanted) {
                        if (!assembler.make(file, made.resolve(file.sha256().hex()), count -> {})) {
                            throw new IOException("chunks gave another file than " + file.path());
                        }
                    }
                }
            }
        }
    }
}

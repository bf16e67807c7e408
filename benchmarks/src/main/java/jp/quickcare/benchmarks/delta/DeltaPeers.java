package jp.quickcare.benchmarks.delta;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jp.quickcare.benchmarks.application.Folders;
import jp.quickcare.benchmarks.measure.Command;
import jp.quickcare.benchmarks.measure.Sample;

/**
 * What other programs make of changed files, by the script {@code delta-peers}.
 *
 * @param root of the source tree
 */
record DeltaPeers(Workbench bench, Path root) {
    /** Per changed file, or the whole trees as two archives: whichever moves fewer bytes. */
    Outcome better(String subject, List<ChangedFile> changed, Path old, Path fresh)
            throws IOException, InterruptedException {
        Outcome files = measure(subject, changed);
        if (changed.size() == 1) {
            return files;
        }
        ChangedFile archives = new ChangedFile(Optional.of(archive(old, "old.tar")), archive(fresh, "new.tar"));
        Outcome tree = measure(subject, List.of(archives));
        return files.bytes() <= tree.bytes() ? files : tree;
    }

    private Path archive(Path folder, String name) throws IOException, InterruptedException {
        Path archive = bench.work().resolve(name);
        bench.run(Command.of(
                folder, "tar", "--sort=name", "--mtime=@0", "--owner=0", "--group=0", "-cf", archive.toString(), "."));
        return archive;
    }

    /** Makes and applies the differences of these files. */
    Outcome measure(String subject, List<ChangedFile> files) throws IOException, InterruptedException {
        Path out = bench.fresh("out");
        bench.fresh("out.have");
        bench.fresh("out.all");
        Folders.delete(bench.work().resolve("out.all"));
        Path made = bench.fresh("made");
        Path list = list(files);
        Sample create = bench.run(script("create", subject, list, out, made));
        Sample apply = bench.run(script("apply", subject, list, out, made));
        if (!subject.equals("zsync")) {
            verify(subject, files, made);
        }
        return new Outcome(
                subject,
                bytes(out),
                create,
                apply,
                subject.equals("zsync") ? "not fetched: its own account of what it needs" : "bit for bit");
    }

    private Command script(String step, String subject, Path list, Path out, Path made) {
        return Command.of(
                bench.work(),
                root.resolve("benchmarks/delta-peers").toString(),
                step,
                subject,
                list.toString(),
                out.toString(),
                made.toString());
    }

    /** All of them without what was there before: {@code zstd -19}. */
    Outcome whole(List<ChangedFile> changed) throws IOException, InterruptedException {
        return measure(
                "bsdiff",
                changed.stream()
                        .map(file -> new ChangedFile(Optional.empty(), file.fresh()))
                        .toList());
    }

    /** A file that names them, one a line. */
    Path list(List<ChangedFile> files) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < files.size(); i++) {
            lines.append(files.get(i).line(i));
        }
        return Files.writeString(bench.work().resolve("list"), lines);
    }

    private static void verify(String subject, List<ChangedFile> files, Path made) throws IOException {
        for (int i = 0; i < files.size(); i++) {
            Path expected = files.get(i).fresh();
            Path there = made.resolve("" + i);
            boolean same = Files.isDirectory(expected)
                    ? Folders.firstDifference(expected, there).isEmpty()
                    : Files.exists(there) && Files.mismatch(expected, there) < 0;
            if (!same) {
                throw new IOException(subject + " made something else than " + expected);
            }
        }
    }

    /** Of all files of a folder. */
    static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(Path::toFile)
                    .sorted(Comparator.naturalOrder())
                    .mapToLong(java.io.File::length)
                    .sum();
        }
    }
}

package jp.quickcare.benchmarks.delta;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import jp.quickcare.benchmarks.application.Folders;
import jp.quickcare.benchmarks.measure.Command;
import jp.quickcare.benchmarks.measure.Meter;
import jp.quickcare.benchmarks.measure.Sample;
import jp.quickcare.manifest.release.ReleaseFile;

/** Makes, applies and verifies the deltas of one pair of releases by every subject. Not thread-safe. */
public final class DeltaBenchmark {
    /** Everybody who is measured. */
    public static final List<String> SUBJECTS =
            List.of("quickcare", "bsdiff", "xdelta3", "zstd", "zsync", "casync", "getdown-jardiff");

    /** The launcher's own options, within the memory that a delta may take. */
    private static final List<String> AS_LAUNCHER = List.of(
            "-Xmx96m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:CompileThresholdScaling=3",
            "-XX:-UsePerfData");

    private final Meter meter;
    private final Path root;
    private final Path work;
    private final JavaTool tool;
    private final PrintStream progress;

    /**
     * Prepares.
     *
     * @param root of the source tree
     * @param work a folder for everything that is made meanwhile
     */
    public DeltaBenchmark(Meter meter, Path root, Path work, PrintStream progress) {
        this.meter = meter;
        this.root = root;
        this.work = work;
        this.tool = new JavaTool(root, work);
        this.progress = progress;
    }

    /**
     * Measures one pair. A subject that fails says why and has no outcome; the others go on.
     *
     * @param subjects whom to measure; empty for all
     */
    public List<Outcome> measure(Path old, Path fresh, Set<String> subjects) throws IOException, InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        List<ChangedFile> changed = ChangedFile.between(old, fresh);
        for (String subject : SUBJECTS) {
            if (!subjects.isEmpty() && !subjects.contains(subject)) {
                continue;
            }
            progress.println("  " + subject);
            try {
                outcomes.add(measure(subject, old, fresh, changed));
            } catch (IOException e) {
                progress.println("  " + subject + " failed: " + e.getMessage());
            }
        }
        return outcomes;
    }

    private Outcome measure(String subject, Path old, Path fresh, List<ChangedFile> changed)
            throws IOException, InterruptedException {
        return switch (subject) {
            case "quickcare" -> quickcare(old, fresh, changed);
            case "casync" -> peer(subject, List.of(new ChangedFile(Optional.of(old), fresh)));
            case "getdown-jardiff" -> jarDiff(changed);
            case "zsync" -> peer(subject, changed);
            default -> better(subject, changed, old, fresh);
        };
    }

    private Outcome quickcare(Path old, Path fresh, List<ChangedFile> changed)
            throws IOException, InterruptedException {
        long wholeBytes = whole(changed).bytes();
        Path delta = fresh("out").resolve("delta.qcd");
        Path made = fresh("made");
        Sample create = run(tool.command(List.of("-Xmx1900m"), "create", old, fresh, delta, fresh("temporary")));
        Path oldList = FileLists.write(old, work.resolve("old.list"));
        Path newList = FileLists.write(fresh, work.resolve("new.list"));
        Path seconds = work.resolve("seconds");
        Sample apply = run(tool.command(AS_LAUNCHER, "apply", old, oldList, newList, delta, made, seconds));
        for (ReleaseFile file : DeltaTool.files(made)) {
            if (!file.path().toString().equals(file.sha256().hex())) {
                throw new IOException("quickcare made another file than " + file.path());
            }
        }
        if (DeltaTool.files(made).size() != changed.size()) {
            throw new IOException("quickcare did not make every file");
        }
        return new Outcome("quickcare", Files.size(delta), create, apply, "bit for bit")
                .taking(Double.parseDouble(Files.readString(seconds)), wholeBytes);
    }

    /**
     * What comes to a PC by chunks, index included, with 64 MB of heap there; every file bit for bit.
     *
     * @param known whether the publisher had the old release when the chunks were made
     */
    public Outcome chunks(Path old, Path fresh, boolean known) throws IOException, InterruptedException {
        Path object = fresh("out").resolve("chunks");
        Path made = fresh("made");
        Sample create = run(
                known
                        ? tool.command(List.of("-Xmx1500m"), "chunk-create", old, fresh, object, old)
                        : tool.command(List.of("-Xmx1500m"), "chunk-create", old, fresh, object));
        Sample apply = run(tool.command(List.of("-Xmx64m"), "chunk-apply", old, fresh, object, made));
        if (DeltaTool.files(made).size() != ChangedFile.between(old, fresh).size()) {
            throw new IOException("chunks did not make every file");
        }
        long bytes = Long.parseLong(Files.readString(work.resolve("out/chunks.bytes")));
        return new Outcome("quickcare", bytes, create, apply, "bit for bit");
    }

    /** Per changed file, or the whole trees as two archives: whichever moves fewer bytes. */
    private Outcome better(String subject, List<ChangedFile> changed, Path old, Path fresh)
            throws IOException, InterruptedException {
        Outcome files = peer(subject, changed);
        if (changed.size() == 1) {
            return files;
        }
        ChangedFile archives = new ChangedFile(Optional.of(archive(old, "old.tar")), archive(fresh, "new.tar"));
        Outcome tree = peer(subject, List.of(archives));
        return files.bytes() <= tree.bytes() ? files : tree;
    }

    private Path archive(Path folder, String name) throws IOException, InterruptedException {
        Path archive = work.resolve(name);
        run(Command.of(
                folder, "tar", "--sort=name", "--mtime=@0", "--owner=0", "--group=0", "-cf", archive.toString(), "."));
        return archive;
    }

    private Outcome peer(String subject, List<ChangedFile> files) throws IOException, InterruptedException {
        Path out = fresh("out");
        fresh("out.have");
        fresh("out.all");
        Folders.delete(work.resolve("out.all"));
        Path made = fresh("made");
        Path list = list(files);
        Sample create = run(script("create", subject, list, out, made));
        Sample apply = run(script("apply", subject, list, out, made));
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
                work,
                root.resolve("benchmarks/delta-peers").toString(),
                step,
                subject,
                list.toString(),
                out.toString(),
                made.toString());
    }

    /** Jars by Getdown's own classes, all else and new jars as its publisher would: whole, packed. */
    private Outcome jarDiff(List<ChangedFile> changed) throws IOException, InterruptedException {
        List<ChangedFile> jars = changed.stream()
                .filter(file ->
                        file.old().isPresent() && file.fresh().toString().matches(".*\\.[jw]ar"))
                .toList();
        Outcome whole =
                whole(changed.stream().filter(file -> !jars.contains(file)).toList());
        Path out = fresh("out");
        Path made = fresh("made");
        Path list = list(jars);
        Sample create = run(tool.command(List.of("-Xmx1900m"), "jardiff-create", list, out, made));
        Sample apply = run(tool.command(List.of("-Xmx96m"), "jardiff-apply", list, out, made));
        for (int i = 0; i < jars.size(); i++) {
            if (!JarContent.of(jars.get(i).fresh()).equals(JarContent.of(made.resolve("" + i)))) {
                throw new IOException(
                        "JarDiff made other entries than " + jars.get(i).fresh());
            }
        }
        return new Outcome("getdown-jardiff", whole.bytes() + bytes(out), create, apply, "entry for entry");
    }

    /** All of them without what was there before: {@code zstd -19}. */
    private Outcome whole(List<ChangedFile> changed) throws IOException, InterruptedException {
        return peer(
                "bsdiff",
                changed.stream()
                        .map(file -> new ChangedFile(Optional.empty(), file.fresh()))
                        .toList());
    }

    private Path list(List<ChangedFile> files) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < files.size(); i++) {
            lines.append(files.get(i).line(i));
        }
        return Files.writeString(work.resolve("list"), lines);
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

    private Sample run(Command command) throws IOException, InterruptedException {
        Sample sample = meter.run(command);
        if (sample.status() != 0) {
            throw new IOException(command.words() + " ended with " + sample.status() + ": " + meter.lastOutput());
        }
        return sample;
    }

    private Path fresh(String name) throws IOException {
        Path folder = work.resolve(name);
        Folders.delete(folder);
        return Files.createDirectories(folder);
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(Path::toFile)
                    .sorted(Comparator.naturalOrder())
                    .mapToLong(java.io.File::length)
                    .sum();
        }
    }
}

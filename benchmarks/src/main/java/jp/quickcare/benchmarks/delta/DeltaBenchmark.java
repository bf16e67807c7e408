package jp.quickcare.benchmarks.delta;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private final Path work;
    private final Workbench bench;
    private final DeltaPeers peers;
    private final JavaTool tool;
    private final PrintStream progress;

    /**
     * Prepares.
     *
     * @param root of the source tree
     * @param work a folder for everything that is made meanwhile
     */
    public DeltaBenchmark(Meter meter, Path root, Path work, PrintStream progress) {
        this.work = work;
        this.bench = new Workbench(meter, work);
        this.peers = new DeltaPeers(bench, root);
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
            case "casync" -> peers.measure(subject, List.of(new ChangedFile(Optional.of(old), fresh)));
            case "getdown-jardiff" -> jarDiff(changed);
            case "zsync" -> peers.measure(subject, changed);
            default -> peers.better(subject, changed, old, fresh);
        };
    }

    private Outcome quickcare(Path old, Path fresh, List<ChangedFile> changed)
            throws IOException, InterruptedException {
        long wholeBytes = peers.whole(changed).bytes();
        Path delta = bench.fresh("out").resolve("delta.qcd");
        Path made = bench.fresh("made");
        Sample create =
                bench.run(tool.command(List.of("-Xmx1900m"), "create", old, fresh, delta, bench.fresh("temporary")));
        Path oldList = FileLists.write(old, work.resolve("old.list"));
        Path newList = FileLists.write(fresh, work.resolve("new.list"));
        Path seconds = work.resolve("seconds");
        Sample apply = bench.run(tool.command(AS_LAUNCHER, "apply", old, oldList, newList, delta, made, seconds));
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
        Path object = bench.fresh("out").resolve("chunks");
        Path made = bench.fresh("made");
        Sample create = bench.run(
                known
                        ? tool.command(List.of("-Xmx1500m"), "chunk-create", old, fresh, object, old)
                        : tool.command(List.of("-Xmx1500m"), "chunk-create", old, fresh, object));
        Sample apply = bench.run(tool.command(List.of("-Xmx64m"), "chunk-apply", old, fresh, object, made));
        if (DeltaTool.files(made).size() != ChangedFile.between(old, fresh).size()) {
            throw new IOException("chunks did not make every file");
        }
        long bytes = Long.parseLong(Files.readString(work.resolve("out/chunks.bytes")));
        return new Outcome("quickcare", bytes, create, apply, "bit for bit");
    }

    /** Jars by Getdown's own classes, all else and new jars as its publisher would: whole, packed. */
    private Outcome jarDiff(List<ChangedFile> changed) throws IOException, InterruptedException {
        List<ChangedFile> jars = changed.stream()
                .filter(file ->
                        file.old().isPresent() && file.fresh().toString().matches(".*\\.[jw]ar"))
                .toList();
        Outcome whole = peers.whole(
                changed.stream().filter(file -> !jars.contains(file)).toList());
        Path out = bench.fresh("out");
        Path made = bench.fresh("made");
        Path list = peers.list(jars);
        Sample create = bench.run(tool.command(List.of("-Xmx1900m"), "jardiff-create", list, out, made));
        Sample apply = bench.run(tool.command(List.of("-Xmx96m"), "jardiff-apply", list, out, made));
        for (int i = 0; i < jars.size(); i++) {
            if (!JarContent.of(jars.get(i).fresh()).equals(JarContent.of(made.resolve("" + i)))) {
                throw new IOException(
                        "JarDiff made other entries than " + jars.get(i).fresh());
            }
        }
        return new Outcome("getdown-jardiff", whole.bytes() + DeltaPeers.bytes(out), create, apply, "entry for entry");
    }
}

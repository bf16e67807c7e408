package jp.quickcare.server.deltas;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.server.deltas.DeltaJob.Made;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.progress.Progress;

/** Runs the processes that make deltas, so many at a time. Used by one thread. */
final class DeltaJobs {
    /** What a Java process needs beside its heap. */
    private static final int BESIDE_HEAP_MEGABYTES = 100;

    private static final long LOOK_MILLIS = 20;

    private final DeltaWork work;
    private final int atOnce;
    private final int megabytesEach;
    private final Progress progress;
    private final Map<Process, DeltaJob> running = new LinkedHashMap<>();

    DeltaJobs(DeltaWork work, int atOnce, int megabytesEach, Progress progress) {
        this.work = work;
        this.atOnce = atOnce;
        this.megabytesEach = megabytesEach;
        this.progress = progress;
    }

    /** Does all of them. @return those that gave no delta, and why */
    Map<Sha256, Made> run(List<DeltaJob> jobs) throws IOException {
        progress.begin(
                Sentence.of("progress.deltas"),
                jobs.stream().mapToLong(DeltaJob::wholeBytes).sum());
        Map<Sha256, Made> failed = new LinkedHashMap<>();
        Deque<DeltaJob> waiting = new ArrayDeque<>(jobs);
        try {
            while (!waiting.isEmpty() || !running.isEmpty()) {
                while (!waiting.isEmpty() && running.size() < atOnce) {
                    DeltaJob job = waiting.remove();
                    running.put(start(job), job);
                }
                takeEnded(failed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while deltas were made", e);
        } finally {
            running.keySet().forEach(Process::destroyForcibly);
        }
        return failed;
    }

    private void takeEnded(Map<Sha256, Made> failed) throws IOException, InterruptedException {
        for (Process process : List.copyOf(running.keySet())) {
            if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                DeltaJob job = java.util.Objects.requireNonNull(running.remove(process));
                Made made = new Made(process.exitValue(), said(process));
                if (made.code() == 0) {
                    work.finish(job.from());
                } else {
                    failed.put(job.from(), made);
                }
                progress.add(job.wholeBytes());
            }
        }
    }

    private Process start(DeltaJob job) throws IOException {
        int heap = Math.max(megabytesEach - BESIDE_HEAP_MEGABYTES, BESIDE_HEAP_MEGABYTES);
        Path temporary = work.temporary(job.from());
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap + "m",
                        "-XX:+UseSerialGC",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        DeltaProcess.class.getName(),
                        work.contents().toString(),
                        job.manifest().toString(),
                        work.draft().toString(),
                        work.unfinished(job.from()).toString(),
                        temporary.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Its last line; what Java itself says comes first. */
    private static String said(Process process) throws IOException {
        try (BufferedReader lines = process.errorReader()) {
            return lines.lines().reduce("", (before, line) -> line);
        }
    }
}

package jp.quickcare.benchmarks.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import jp.quickcare.benchmarks.application.Folders;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.manifest.release.ReleaseFile;

/**
 * Applies what was tampered with. Each has to be refused as damaged or to give exactly the new release, in bounded time
 * and memory, and with nothing written but files of the new release, none longer than it may be.
 */
public final class Fuzz {
    private static final long MOST_SECONDS = 60;
    private static final long MOST_ALLOCATED_BYTES = 400L << 20;

    private final Path folder;
    private final Victim victim;
    private final List<String> finds = new ArrayList<>();
    private int refused;
    private int harmless;

    /**
     * Makes a run.
     *
     * @param folder for everything that is made
     * @param victim what is tampered with
     */
    public Fuzz(Path folder, Victim victim) {
        this.folder = folder;
        this.victim = victim;
    }

    /**
     * What came of it.
     *
     * @param refused those that were called damaged
     * @param harmless those that gave the new release all the same
     * @param finds what must not be; each names its seed
     */
    public record Outcome(int refused, int harmless, List<String> finds) {}

    /**
     * Tries so many tampered ones for each of so many pairs of releases.
     *
     * @param seed of the first pair; the others follow it
     */
    public Outcome run(long seed, int pairs, int each) throws IOException, InterruptedException {
        ExecutorService applying = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "apply");
            thread.setDaemon(true);
            return thread;
        });
        try {
            for (long pairSeed = seed; pairSeed < seed + pairs; pairSeed++) {
                Pair pair = Pair.of(pairSeed, folder.resolve("pair"));
                byte[] honest = victim.honest(pair);
                for (int number = 0; number < each && finds.isEmpty(); number++) {
                    String name = "seed " + pairSeed + " number " + number;
                    Random random = new Random(pairSeed * 1_000_003 + number);
                    byte[] tampered = number == 0 ? honest : victim.tampered(honest, random);
                    one(pair, tampered, number == 0, name, applying);
                }
            }
        } finally {
            applying.shutdownNow();
        }
        return new Outcome(refused, harmless, List.copyOf(finds));
    }

    private void one(Pair pair, byte[] tampered, boolean honest, String name, ExecutorService applying)
            throws IOException, InterruptedException {
        Path made = folder.resolve("made");
        Folders.delete(made);
        Files.createDirectories(made);
        Future<Long> running = applying.submit(() -> {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            try {
                victim.apply(pair, tampered, made);
                harmless++;
            } catch (DamagedDeltaException e) {
                if (honest) {
                    throw e;
                }
                refused++;
            }
            return threads.getCurrentThreadAllocatedBytes() - before;
        });
        try {
            if (running.get(MOST_SECONDS, TimeUnit.SECONDS) > MOST_ALLOCATED_BYTES) {
                finds.add(name + ": takes too much memory");
            }
            requireNothingElse(pair, made, name);
        } catch (ExecutionException e) {
            finds.add(name + ": " + e.getCause());
        } catch (TimeoutException e) {
            finds.add(name + ": takes too long");
        }
    }

    private void requireNothingElse(Pair pair, Path made, String name) throws IOException {
        Map<String, Long> lengths = new HashMap<>();
        for (ReleaseFile wanted : pair.newFiles()) {
            lengths.put(wanted.sha256().hex(), wanted.lengthBytes());
        }
        try (Stream<Path> files = Files.list(made)) {
            for (Path file : files.toList()) {
                if (Files.size(file) > lengths.getOrDefault(file.getFileName().toString(), -1L)) {
                    finds.add(name + ": leaves " + file.getFileName() + " of " + Files.size(file) + " bytes");
                }
            }
        }
    }
}

package jp.quickcare.launcher.delta;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import jp.quickcare.delta.apply.DeltaApplier;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.receipt.ChangeStamp;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.receipt.ReceiptEntry;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseDelta;
import jp.quickcare.manifest.release.ReleaseFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A delta together with the installed files that it begins with. What it makes lies in a folder of its own until all of
 * it is there with the digests of the manifest; an attempt that was cut short leaves nothing that is used.
 */
public final class InstalledDelta {
    private static final Logger LOG = LoggerFactory.getLogger(InstalledDelta.class);

    private final Home home;
    private final Receipt installed;
    private final UpdatePlan plan;
    private final ReleaseDelta delta;

    /**
     * For one update.
     *
     * @param installed what the delta begins with
     * @param plan which names the delta
     */
    public InstalledDelta(Home home, Receipt installed, UpdatePlan plan) {
        this.home = home;
        this.installed = installed;
        this.plan = plan;
        this.delta = plan.delta().orElseThrow();
    }

    /**
     * Makes each changed file as {@code objects/<sha256>}.
     *
     * @param objects where the delta itself lies under its digest
     * @param folder for what is unfinished; is emptied first
     * @return what the file system tells of each, as it told before its digest was found right; without those, of which
     *     it does not
     * @throws DeltaFailedException it is of no use here, which is recorded: it is not chosen again
     * @throws KeepFailure it was cancelled, or our own disk refused
     */
    public Map<Sha256, ChangeStamp> make(Path objects, Path folder, Progress progress)
            throws DeltaFailedException, KeepFailure {
        try {
            DurableFiles.deleteTree(folder);
            Files.createDirectory(folder);
            Map<Path, ChangeStamp> stamps = new HashMap<>();
            List<ReleaseFile> made = apply(objects.resolve(delta.sha256().hex()), folder, stamps, progress);
            requireAll(made);
            Map<Sha256, ChangeStamp> verified = new HashMap<>();
            for (ReleaseFile file : made) {
                Path from = folder.resolve(file.sha256().hex());
                Path to = objects.resolve(file.sha256().hex());
                DurableFiles.move(from, to);
                ChangeStamp written = stamps.get(from);
                Optional<ChangeStamp> now = ChangeStamp.of(to);
                if (written != null && now.isPresent() && written.isRenamed(now.get())) {
                    verified.put(file.sha256(), now.get());
                }
            }
            DurableFiles.deleteTree(folder);
            return verified;
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot make files in " + folder, e, folder);
        }
    }

    private List<ReleaseFile> apply(Path file, Path folder, Map<Path, ChangeStamp> stamps, Progress progress)
            throws DeltaFailedException, KeepFailure, IOException {
        List<ReleaseFile> old = new ArrayList<>();
        for (ReceiptEntry entry : installed.files()) {
            old.add(installedFile(entry));
        }
        try {
            return DeltaApplier.apply(
                    file, new InApp(home.app()), old, plan.to().files(), folder, watch(progress), new Stamping(stamps));
        } catch (CancellationException e) {
            throw new KeepFailure(FailureCode.CANCELLED, "stopped while files were made", e);
        } catch (DamagedDeltaException | EOFException | RuntimeException e) {
            throw failed(e);
        } catch (OutOfMemoryError | StackOverflowError e) {
            // The application's options may leave Java less than a delta needs.
            throw failed(e);
        }
    }

    // Records, not lambdas: those Java makes anew in each process, which takes longer than a small delta.
    private record InApp(Path app) implements Function<ReleaseFile, Path> {
        @Override
        public Path apply(ReleaseFile file) {
            return app.resolve(file.path().toString());
        }
    }

    private record Stamping(Map<Path, ChangeStamp> stamps) implements Consumer<Path> {
        @Override
        public void accept(Path made) {
            Optional<ChangeStamp> stamp = ChangeStamp.of(made);
            if (stamp.isPresent()) {
                stamps.put(made, stamp.get());
            }
        }
    }

    /** The format lets a delta leave files out; ours never do. */
    private void requireAll(List<ReleaseFile> made) throws DeltaFailedException, IOException {
        Set<Sha256> contents = new HashSet<>();
        for (ReleaseFile file : made) {
            contents.add(file.sha256());
        }
        for (ReleaseFile file : plan.coming()) {
            if (!contents.contains(file.sha256())) {
                throw failed(new DamagedDeltaException("it leaves out " + file.path()));
            }
        }
    }

    private static ReleaseFile installedFile(ReceiptEntry entry) {
        return new ReleaseFile(
                entry.path(), entry.lengthBytes(), entry.sha256(), entry.executable(), OptionalLong.empty());
    }

    private LongConsumer watch(Progress progress) {
        long sum = 0;
        for (ReleaseFile file : plan.coming()) {
            sum += file.lengthBytes();
        }
        long totalBytes = sum;
        return new LongConsumer() {
            private long doneBytes;

            @Override
            public void accept(long bytes) {
                doneBytes += bytes;
                progress.bytes(doneBytes, totalBytes);
                if (progress.cancelled()) {
                    throw new CancellationException();
                }
            }
        };
    }

    private DeltaFailedException failed(Throwable why) throws IOException {
        LOG.warn("delta {} from {} is of no use: {}", delta.sha256(), installed.version(), why.toString());
        FailedDeltas.add(home, delta.sha256());
        return new DeltaFailedException(String.valueOf(why.getMessage()), why);
    }
}

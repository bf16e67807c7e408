package jp.quickcare.launcher.fetch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.receipt.ChangeStamp;
import jp.quickcare.manifest.digest.Sha256;

/** What one call of {@link Download#bring} still has to bring, and how far it is. Thread-safe. */
final class Work {
    private final Path folder;
    private final Progress progress;
    private final Map<Sha256, WantedObject> left = new LinkedHashMap<>();
    private final Map<Sha256, ChangeStamp> verified = new HashMap<>();
    private final AtomicLong doneBytes = new AtomicLong();
    private final AtomicLong receivedBytes = new AtomicLong();
    private final AtomicLong arrivedObjects = new AtomicLong();
    private final long totalBytes;
    private volatile boolean stopped;

    private Work(Path folder, Progress progress, List<WantedObject> wanted) {
        this.folder = folder;
        this.progress = progress;
        wanted.forEach(object -> left.put(object.sha256(), object));
        this.totalBytes =
                left.values().stream().mapToLong(WantedObject::storedBytes).reduce(0, Work::saturatedSum);
    }

    /** Finds out what an earlier run left, whole or in part. */
    static Work begin(List<WantedObject> wanted, Path folder, Progress progress) throws KeepFailure {
        Work work = new Work(folder, progress, wanted);
        for (WantedObject object : work.left()) {
            if (Incoming.isThere(folder, object)) {
                work.arrived(object, Optional.empty());
                work.done(object.storedBytes());
            } else {
                work.takeUp(object);
            }
        }
        return work;
    }

    private void takeUp(WantedObject object) throws KeepFailure {
        long held = Incoming.heldBytes(folder, object);
        if (held == object.storedBytes()) {
            try (Incoming whole = Incoming.open(folder, object, held)) {
                if (whole.check()) {
                    arrived(object, whole.settle());
                    done(held);
                }
            }
        } else {
            done(held);
        }
    }

    Path folder() {
        return folder;
    }

    synchronized List<WantedObject> left() {
        return new ArrayList<>(left.values());
    }

    synchronized Map<Sha256, ChangeStamp> verified() {
        return Map.copyOf(verified);
    }

    synchronized boolean isDone() {
        return left.isEmpty();
    }

    /**
     * The object is there and verified.
     *
     * @param stamp what the file system told of it then
     */
    synchronized void arrived(WantedObject object, Optional<ChangeStamp> stamp) {
        left.remove(object.sha256());
        stamp.ifPresent(told -> verified.put(object.sha256(), told));
        arrivedObjects.incrementAndGet();
    }

    /** Bytes came over the wire and are kept; so much of the object is still to come. */
    void received(WantedObject object, long bytes, long missingBytes) {
        receivedBytes.addAndGet(bytes);
        progress.content(object.sha256(), object.storedBytes() - missingBytes, object.storedBytes());
        done(bytes);
    }

    /** Bytes that counted as done turned out to be worth nothing. */
    void dropped(long bytes) {
        done(-bytes);
    }

    /** A source lied: what it began is not gone on with. */
    void dropParts() throws KeepFailure {
        for (WantedObject object : left()) {
            dropped(Incoming.drop(folder, object));
        }
    }

    private void done(long bytes) {
        progress.bytes(Math.max(0, doneBytes.addAndGet(bytes)), totalBytes);
    }

    long receivedBytes() {
        return receivedBytes.get();
    }

    long arrivedObjects() {
        return arrivedObjects.get();
    }

    /** Makes every transfer of this work end soon. */
    void stop() {
        stopped = true;
    }

    boolean stopped() {
        return stopped || progress.cancelled();
    }

    boolean cancelledByUser() {
        return progress.cancelled();
    }

    /** Lengths come from a signed manifest, but need not be possible (THREATS CT2). */
    private static long saturatedSum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}

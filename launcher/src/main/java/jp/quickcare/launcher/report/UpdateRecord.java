package jp.quickcare.launcher.report;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import jp.quickcare.launcher.failure.ApplyFailure;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.SourceFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.fetch.NoAnswer;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.progress.Step;

/** What one update tells of itself, from its start to its end (SPEC A9, A10). Thread-safe. */
public final class UpdateRecord {
    /** The first step of each update. */
    static final String STARTED = "update-started";

    /** The last step of each update. */
    static final String ENDED = "update-ended";

    private static final long LIVE_NANOS = 1_000_000_000L;

    private final Reports reports;
    private final String release;
    private final String id = UUID.randomUUID().toString();
    private final AtomicLong seq = new AtomicLong();
    private final AtomicLong lastLiveNanos = new AtomicLong(System.nanoTime() - LIVE_NANOS);
    private final Thread atExit = new Thread(this::givenUp, "end of an update");
    private volatile Step step = Step.DOWNLOAD;
    private volatile boolean waiting;
    private boolean warned;
    private boolean ended;

    UpdateRecord(Reports reports, String release) {
        this.reports = reports;
        this.release = release;
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // This process ends already; the next launcher ends the record.
            ended = true;
        }
    }

    String id() {
        return id;
    }

    void add(String what, Report.Members members) {
        reports.add(members.of(id, seq.getAndIncrement(), what));
    }

    /** Whether the update waits for a place at the server. */
    public void waiting(boolean now) {
        waiting = now;
    }

    /** Hears how far the update is, for the server, and passes it on. */
    public Progress watching(Progress shown) {
        return new Progress() {
            @Override
            public void step(Step next) {
                step = next;
                shown.step(next);
            }

            @Override
            public void file(String path) {
                shown.file(path);
            }

            @Override
            public void file(String path, long doneBytes, long totalBytes) {
                shown.file(path, doneBytes, totalBytes);
            }

            @Override
            public void bytes(long doneBytes, long totalBytes) {
                shown.bytes(doneBytes, totalBytes);
                live(doneBytes, totalBytes);
            }

            @Override
            public boolean cancelled() {
                return shown.cancelled();
            }
        };
    }

    private void live(long doneBytes, long totalBytes) {
        long now = System.nanoTime();
        long last = lastLiveNanos.get();
        if (now - last < LIVE_NANOS || totalBytes <= 0 || !lastLiveNanos.compareAndSet(last, now)) {
            return;
        }
        reports.live(new Report.Members()
                .put("doneBytes", doneBytes)
                .put("totalBytes", totalBytes)
                .put("phase", phase())
                .of(id, seq.getAndIncrement(), "progress"));
    }

    private String phase() {
        return switch (step) {
            case VERIFY -> "verify";
            case APPLY, REGISTER, START -> "apply";
            default -> "download";
        };
    }

    /** The server lacks files, and the user goes on with what is installed. */
    public synchronized void missingIgnored(List<String> files) {
        warned = true;
        add("file-missing-ignored", named(files));
    }

    /** The server lacks files. */
    public synchronized void missing(List<String> files) {
        add("file-missing", named(files));
    }

    /** Files are in use, and the user goes on all the same. */
    public synchronized void applyIgnored(List<String> files, List<String> programs) {
        warned = true;
        add("apply-ignored", named(files).put("programs", programs));
    }

    /** A delta was of no use, and the changed files come whole (SPEC F3). */
    public synchronized void deltaFailed(String sha256, String detail) {
        warned = true;
        add("delta-failed", new Report.Members().put("delta", sha256).put("detail", detail));
    }

    private static Report.Members named(List<String> files) {
        return new Report.Members().put("files", files).put("count", files.size());
    }

    /** The release is in place. */
    public synchronized void succeeded() {
        end(warned ? "abnormal" : "normal");
    }

    /** The update ended without the release, for a reason that was told as a warning. */
    public synchronized void putOff() {
        end("abnormal");
    }

    /** The update failed, or everything is brought and a later one puts it in place ({@link FailureCode#AT_NEXT_START}). */
    public synchronized void failed(UpdateFailure failure) {
        if (ended) {
            return;
        }
        if (failure.code() == FailureCode.AT_NEXT_START) {
            end("brought");
            return;
        }
        tell(failure);
        end("failed");
    }

    private void tell(UpdateFailure failure) {
        Report.Members why = new Report.Members()
                .put("code", failure.code().name())
                .put("detail", String.valueOf(failure.getMessage()));
        if (failure.code() == FailureCode.CANCELLED) {
            add("aborted", new Report.Members().put("phase", waiting ? "waiting" : "download"));
        } else if (failure.code() == FailureCode.FILE_MISSING) {
            // Told with its names already.
            return;
        } else if (failure instanceof ApplyFailure && step == Step.REGISTER) {
            add("version-store-failed", why);
        } else if (failure instanceof ApplyFailure || failure.code() == FailureCode.IN_USE || step == Step.APPLY) {
            add("apply-failed", why.put("files", files(failure)));
        } else if (failure instanceof SourceFailure && NoAnswer.is(failure.getCause())) {
            add("no-answer", why);
        } else {
            add("download-failed", why);
        }
    }

    private static List<String> files(UpdateFailure failure) {
        return failure.facts().stream().limit(1).map(String::valueOf).toList();
    }

    /** The process is told to end, as by Ctrl+C; what had begun to be put in place is told by who finishes it. */
    private void givenUp() {
        synchronized (this) {
            if (ended || phase().equals("apply")) {
                return;
            }
            add("aborted", new Report.Members().put("phase", waiting ? "waiting" : "download"));
            end("failed");
        }
        reports.close();
    }

    private void end(String result) {
        if (ended) {
            return;
        }
        ended = true;
        add(ENDED, new Report.Members().put("result", result).put("release", release));
        reports.ended();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // It is what runs now, or runs soon and finds that all is said.
            return;
        }
    }
}

package jp.quickcare.launcher.agent;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.agent.LocalTransport.Link;
import jp.quickcare.launcher.failure.FailureCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One caller, whoever it is: what is not exactly an allowed question changes nothing and is answered with why. */
final class Visit implements Runnable, Errand.Caller {
    private static final Logger LOG = LoggerFactory.getLogger(Visit.class);

    /** Between two signs of life. */
    private static final long SIGN_MILLIS = 5_000;

    private final Link link;
    private final Lines lines;
    private final String installation;
    private final AgentStatus status;
    private final Errand errand;
    private final Semaphore work;
    private final long patienceMillis;
    private final long beganNanos = System.nanoTime();
    private volatile boolean silent = true;
    private volatile long tellingSince;
    private boolean working;

    /**
     * For one caller.
     *
     * @param work held by the one who has something done
     * @param patienceMillis how long one waits for that
     */
    Visit(Link link, String installation, AgentStatus status, Errand errand, Semaphore work, long patienceMillis) {
        this.link = link;
        this.lines = new Lines(link.in(), link.out(), Lines.LONGEST_TO_AGENT);
        this.installation = installation;
        this.status = status;
        this.errand = errand;
        this.work = work;
        this.patienceMillis = patienceMillis;
    }

    @Override
    public void run() {
        try {
            Line first = lines.read();
            if (first == null) {
                return;
            }
            Request request = Request.of(first, installation);
            silent = false;
            if (request.ask() == Request.Ask.STATUS) {
                lines.tell(status.line(work.availablePermits() == 0));
                return;
            }
            carryOut(request);
        } catch (Line.NotUnderstoodException e) {
            refuse(e.why());
        } catch (IOException e) {
            LOG.info("a caller is gone: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            free();
            end();
        }
    }

    private void carryOut(Request request) throws IOException, InterruptedException {
        if (!work.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS)) {
            tell(Line.of(Say.END, End.FAILED.name(), FailureCode.BUSY.name()));
            return;
        }
        synchronized (this) {
            working = true;
        }
        LOG.info("{} asks for {}", nameOrSomebody(), request.ask());
        tell(Line.of(Say.HERE));
        Thread signs = new Thread(this::giveSigns, "signs of life");
        signs.setDaemon(true);
        signs.start();
        try {
            errand.run(request, this);
        } finally {
            signs.interrupt();
        }
    }

    /** What works for the caller may have nothing to tell for long, as while a person is asked. */
    private void giveSigns() {
        try {
            while (true) {
                Thread.sleep(SIGN_MILLIS);
                tell(Line.of(Say.HERE));
            }
        } catch (IOException e) {
            // The caller is gone: whoever works for it learns that by itself.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void free() {
        if (working) {
            working = false;
            work.release();
        }
    }

    @Override
    public void tell(Line line) throws IOException {
        try {
            synchronized (lines) {
                tellingSince = Math.max(1, System.nanoTime());
                try {
                    lines.tell(line);
                } finally {
                    tellingSince = 0;
                }
            }
        } finally {
            if (line.is(Say.END)) {
                // What is left to be done is nobody's to wait for.
                free();
            }
        }
    }

    @Override
    public @Nullable Line hear() throws IOException {
        return lines.read();
    }

    /** Says why not, to somebody who may not even listen, and ends it. */
    void refuse(Refusal why) {
        LOG.warn("refused {}: {}", nameOrSomebody(), why);
        try (link) {
            lines.tell(Line.of(Say.NO, why.name()));
        } catch (IOException e) {
            LOG.info("a caller is gone: {}", e.toString());
        }
    }

    @Override
    public String user() {
        return link.user();
    }

    private String nameOrSomebody() {
        String name = user();
        return name.isEmpty() ? "somebody" : name;
    }

    /** Whether nothing was asked yet. */
    boolean isSilent() {
        return silent;
    }

    /** Ends the visit of somebody who says nothing, or does not take what is said. */
    void endWhereItHangs(long now, Agent.Limits limits) {
        if (silent && now - beganNanos > limits.asking().toNanos()) {
            refuse(Refusal.TOO_LATE);
        } else if (tellingSince != 0 && now - tellingSince > limits.listening().toNanos()) {
            end();
        }
    }

    void end() {
        try {
            link.close();
        } catch (IOException e) {
            LOG.info("{}", e.toString());
        }
    }
}

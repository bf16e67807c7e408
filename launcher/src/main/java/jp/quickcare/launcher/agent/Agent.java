package jp.quickcare.launcher.agent;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import jp.quickcare.launcher.agent.LocalTransport.Door;
import jp.quickcare.launcher.agent.LocalTransport.Link;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.launch.Running;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent of one installation: hears callers of this PC, and does for them what any of them may ask for. It is told no
 * path, address or command; what it does and from where is what the installation was set to.
 */
public final class Agent implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    private static final long LOOK_MILLIS = 500;

    /** Systems end a service that takes longer, and with it what it has begun. */
    private static final Duration ENDING = Duration.ofSeconds(50);

    /**
     * What callers may take.
     *
     * @param visits at the same time
     * @param asking how long one may take to ask
     * @param listening how long one may take to hear a line
     * @param waiting how long one waits for another who has something done
     */
    record Limits(int visits, Duration asking, Duration listening, Duration waiting) {
        static final Limits STANDARD =
                new Limits(32, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(5));
    }

    private final Home home;
    private final Door door;
    private final Errand errand;
    private final Limits limits;
    private final String footing;
    private final Semaphore work = new Semaphore(1);
    private final List<Visit> visits = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean outdated;

    Agent(Home home, Door door, Errand errand, Limits limits) {
        this.home = home;
        this.door = door;
        this.errand = errand;
        this.limits = limits;
        this.footing = footing();
    }

    /**
     * Opens the agent's door.
     *
     * @param launcher the beginning of a command line that the launcher in force runs
     * @throws KeepFailure another has it open, or the system refuses it
     */
    public static Agent open(Home home, Supplier<List<String>> launcher) throws KeepFailure {
        LocalTransport transport = LocalTransport.ofSystem();
        try {
            showRunning(home);
            return new Agent(home, transport.open(home), new WorkerProcess(launcher), Limits.STANDARD);
        } catch (IOException | IllegalArgumentException e) {
            String fact = home.folder() + ": " + e.getMessage();
            throw new KeepFailure(FailureCode.BUSY, "no door for the agent of " + fact, e, home.folder());
        }
    }

    /** What of the installation others could change, which an agent would run with its rights; empty where all is well. */
    public static Optional<String> unsafe(Home home) {
        return LocalTransport.ofSystem().unsafe(home);
    }

    /** Whoever may not write there could not say that the application runs, were the file not there. */
    private static void showRunning(Home home) throws IOException {
        Path running = Running.fileIn(home).toPath();
        if (Files.notExists(running)) {
            Files.createFile(running);
        }
    }

    /**
     * Hears callers until it is closed, or the launcher or its Java is another; what is being done is over by then.
     *
     * @return the exit code
     */
    public int run() {
        Thread look = new Thread(this::look, "agent's look at its callers");
        look.setDaemon(true);
        look.start();
        LOG.info("the agent is at work");
        try {
            while (true) {
                enter(door.accept());
            }
        } catch (IOException e) {
            if (ended.getCount() > 0) {
                LOG.error("nobody can reach the agent any more", e);
                end();
                return FailureCode.DISK.exitCode();
            }
        }
        end();
        LOG.info("the agent ends{}", outdated ? ", to go on as another" : "");
        return outdated ? AgentWork.AGAIN : 0;
    }

    private void enter(Link link) {
        Visit visit = new Visit(
                link,
                AgentKey.of(home),
                new AgentStatus(home),
                errand,
                work,
                limits.waiting().toMillis());
        synchronized (visits) {
            if (visits.size() >= limits.visits() && !makeRoom()) {
                visit.refuse(Refusal.TOO_MANY);
                return;
            }
            visits.add(visit);
        }
        Thread thread = new Thread(() -> receive(visit), "caller");
        thread.setDaemon(true);
        thread.start();
    }

    /** Somebody who has asked for nothing yet goes, so that a crowd of such keeps nobody else out. */
    private boolean makeRoom() {
        for (Visit visit : visits) {
            if (visit.isSilent()) {
                visits.remove(visit);
                visit.refuse(Refusal.TOO_MANY);
                return true;
            }
        }
        return false;
    }

    private void receive(Visit visit) {
        try {
            visit.run();
        } finally {
            synchronized (visits) {
                visits.remove(visit);
                visits.notifyAll();
            }
        }
    }

    private void look() {
        try {
            while (!ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                List<Visit> now;
                synchronized (visits) {
                    now = List.copyOf(visits);
                }
                now.forEach(visit -> visit.endWhereItHangs(System.nanoTime(), limits));
                if (now.isEmpty() && !footing().equals(footing)) {
                    outdated = true;
                    close();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Which launcher and which Java the installation has in force: on others this process would lose its ground. */
    private String footing() {
        return text(home.launchers().resolve("current")) + text(home.folder().resolve("runtime/current"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Ends it, and waits for what is being done: whose process goes first may take that with it, in the middle of putting
     * files in place.
     */
    public void end() {
        close();
        long deadline = System.nanoTime() + ENDING.toNanos();
        synchronized (visits) {
            try {
                for (long left = ENDING.toMillis(); left > 0 && !visits.isEmpty(); ) {
                    visits.wait(left);
                    left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends it; what is being done hears of it as of a cancel. */
    @Override
    public void close() {
        ended.countDown();
        try {
            door.close();
        } catch (IOException e) {
            LOG.info("{}", e.toString());
        }
        synchronized (visits) {
            visits.forEach(Visit::end);
        }
    }
}

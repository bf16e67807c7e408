package jp.quickcare.launcher.agent;

import java.io.IOException;
import java.time.Duration;
import jp.quickcare.launcher.agent.LocalTransport.Link;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.progress.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets nobody wait for an agent that hangs: tells it when the person gives up, and leaves it where it does not answer.
 * Whoever reads from it at that moment is told so by the end of the connection.
 */
final class AgentWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentWatch.class);

    /** Why it was left. */
    enum Left {
        /** It was not. */
        NOT,
        /** The person gave up, and it did not end. */
        UNWANTED,
        /** It said nothing for too long. */
        SILENT
    }

    /**
     * How long the agent is waited for.
     *
     * @param look between two looks
     * @param unseen without a word of what it does, until the person is shown that something goes on
     * @param unwanted without a word of what it does, when the person has given up
     * @param silent without any sign of life
     */
    record Patience(Duration look, Duration unseen, Duration unwanted, Duration silent) {
        static final Patience STANDARD = new Patience(
                Duration.ofMillis(200), Duration.ofSeconds(4), Duration.ofSeconds(3), Duration.ofSeconds(30));
    }

    private final Link link;
    private final Lines lines;
    private final Progress progress;
    private final Patience patience;
    private final Thread thread = new Thread(this::watch, "look at the agent");
    private final long beganNanos = System.nanoTime();
    private volatile long signNanos = beganNanos;
    private volatile long wordNanos = beganNanos;
    private volatile boolean heard;
    private volatile boolean givesSigns = true;
    private volatile Left left = Left.NOT;
    private boolean shown;
    private long unwantedNanos;

    AgentWatch(Link link, Lines lines, Progress progress, Patience patience) {
        this.link = link;
        this.lines = lines;
        this.progress = progress;
        this.patience = patience;
        thread.setDaemon(true);
    }

    /** @param progress of the person who waits */
    static AgentWatch begin(Link link, Lines lines, Progress progress, Patience patience) {
        AgentWatch watch = new AgentWatch(link, lines, progress, patience);
        watch.thread.start();
        return watch;
    }

    /** The agent has said this. */
    void hears(Line line) {
        long now = System.nanoTime();
        boolean sign = line.is(Say.HERE);
        if (!heard && !sign) {
            // One of an older launcher, which says nothing while it waits for an answer.
            givesSigns = false;
        }
        heard = true;
        signNanos = now;
        if (!sign) {
            wordNanos = now;
        }
    }

    Left left() {
        return left;
    }

    private void watch() {
        try {
            while (left == Left.NOT) {
                look(System.nanoTime());
                Thread.sleep(patience.look().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void look(long now) {
        if (!shown
                && wordNanos == beganNanos
                && now - beganNanos > patience.unseen().toNanos()) {
            shown = true;
            progress.step(Step.CHECK);
        }
        if (unwantedNanos == 0 && progress.cancelled()) {
            unwantedNanos = Math.max(1, now);
            // Beside, for it may not even take that.
            Thread telling = new Thread(this::tellUnwanted, "wish to stop");
            telling.setDaemon(true);
            telling.start();
        }
        if (unwantedNanos != 0
                && now - Math.max(unwantedNanos, wordNanos)
                        > patience.unwanted().toNanos()) {
            leave(Left.UNWANTED);
        } else if (givesSigns && now - signNanos > patience.silent().toNanos()) {
            leave(Left.SILENT);
        }
    }

    private void tellUnwanted() {
        try {
            lines.tell(Line.of(Say.CANCEL));
        } catch (IOException e) {
            LOG.info("it has ended: {}", e.toString());
        }
    }

    private void leave(Left why) {
        LOG.warn("the agent does not answer ({})", why);
        left = why;
        try {
            link.close();
        } catch (IOException e) {
            LOG.info("{}", e.toString());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

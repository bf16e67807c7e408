package jp.quickcare.launcher.update;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.launcher.talk.Conversation.InUse;
import jp.quickcare.manifest.release.SafePath;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that nothing is in use that is about to change, with the person at the PC (SPEC A25). Of one update. */
final class UseCheck {
    /** How long an application that was asked to close is waited for. */
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private static final Duration LOOK = Duration.ofMillis(250);

    /** What was found so long ago still counts. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(UseCheck.class);

    /** A look that was begun early. */
    private record Ahead(List<Path> files, long nanos, FutureTask<List<InUse>> look) {}

    private final Home home;
    private final Conversation talk;
    private final FilesInUse filesInUse;
    private @Nullable Ahead ahead;

    UseCheck(Home home, Conversation talk, FilesInUse filesInUse) {
        this.home = home;
        this.talk = talk;
        this.filesInUse = filesInUse;
    }

    /**
     * Returns when nothing that the plan changes is in use, or the person goes on all the same, or wants the system to do
     * it when it starts again.
     *
     * @return true for the last of these
     * @throws KeepFailure the person stops, or puts it off to the next start
     */
    boolean isForRestart(UpdatePlan plan, AtServer server) throws KeepFailure {
        List<Path> changing = changing(plan);
        for (List<InUse> found = firstLook(changing); !found.isEmpty(); found = inUse(changing)) {
            switch (talk.filesInUse(found)) {
                case IGNORE -> {
                    server.ignored(home.folder(), found);
                    return false;
                }
                case RETRY -> {}
                case ASK_TO_CLOSE -> askToClose(found, changing);
                case AT_NEXT_START -> {
                    KeptUpdate.keep(home, plan.release());
                    String version = plan.to().version();
                    throw new KeepFailure(FailureCode.AT_NEXT_START, "put off by the user", null, version);
                }
                case AT_RESTART -> {
                    return true;
                }
                case STOP -> throw stopped(home, found);
            }
        }
        return false;
    }

    /** A person reads of the first as much as the system tells, which may be no program, or no file either. */
    static KeepFailure stopped(Home home, List<InUse> found) {
        InUse first = found.get(0);
        List<Object> facts = new ArrayList<>();
        if (!first.program().isEmpty() || !first.file().equals(home.app())) {
            facts.add(home.folder().relativize(first.file()));
        }
        if (!first.program().isEmpty()) {
            facts.add(first.program());
        }
        String detail = found.size() + " files in use, first " + first;
        return new KeepFailure(FailureCode.IN_USE, detail, null, facts.toArray());
    }

    /** Begins to look while files come, which may take as long: what it finds counts if it is wanted soon. */
    void lookAhead(UpdatePlan plan) {
        List<Path> changing = changing(plan);
        FutureTask<List<InUse>> look = new FutureTask<>(() -> inUse(changing));
        ahead = new Ahead(changing, System.nanoTime(), look);
        Thread thread = new Thread(look, "look for files in use");
        thread.setDaemon(true);
        thread.start();
    }

    private List<InUse> firstLook(List<Path> changing) {
        Ahead begun = ahead;
        if (begun != null && begun.files().equals(changing) && System.nanoTime() - begun.nanos() < FRESH.toNanos()) {
            try {
                return begun.look().get();
            } catch (ExecutionException e) {
                LOG.warn("looking ahead for files in use failed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return inUse(changing);
    }

    private List<Path> changing(UpdatePlan plan) {
        List<Path> changing = new ArrayList<>();
        for (SafePath path : plan.aside()) {
            Path file = home.app().resolve(path.toString());
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                changing.add(file);
            }
        }
        return changing;
    }

    private List<InUse> inUse(List<Path> changing) {
        List<InUse> found = new ArrayList<>(filesInUse.among(changing));
        if (!changing.isEmpty()) {
            for (InUse running : new RunningApplication(home, Path.of("/proc")).all()) {
                // One whose files are named says more.
                if (running.program().isEmpty() ? found.isEmpty() : !isNamed(found, running)) {
                    found.add(running);
                }
            }
        }
        return found;
    }

    private static boolean isNamed(List<InUse> found, InUse running) {
        String pid = running.program().replaceAll(".*\\((\\d+).*", "($1");
        return found.stream().anyMatch(file -> file.program().contains(pid));
    }

    /** Asks, and gives them a while: an application may have something to save first. */
    private void askToClose(List<InUse> found, List<Path> changing) {
        CloseRequest.send(home);
        filesInUse.askToClose(found);
        long deadline = System.nanoTime() + CLOSING.toNanos();
        try {
            while (System.nanoTime() < deadline
                    && !talk.progress().cancelled()
                    && !inUse(changing).isEmpty()) {
                Thread.sleep(LOOK.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

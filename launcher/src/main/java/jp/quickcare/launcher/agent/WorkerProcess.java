package jp.quickcare.launcher.agent;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.identity.ClientIdentity;
import jp.quickcare.launcher.update.FilesInUse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has an errand done by a process of the launcher in force: an update replaces the launcher, and what runs an hour a year
 * should not take room all year.
 */
final class WorkerProcess implements Errand {
    /** Environment: the launcher was replaced just now, and is not looked for again. */
    static final String LAUNCHER_IS_NEW = "QUICKCARE_LAUNCHER_IS_NEW";

    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
    private static final int MOST_LAUNCHERS = 3;

    private final Supplier<List<String>> launcher;

    /** @param launcher the beginning of a command line that the launcher in force runs; asked for each time */
    WorkerProcess(Supplier<List<String>> launcher) {
        this.launcher = launcher;
    }

    @Override
    public void run(Request request, Caller caller) {
        boolean ended = false;
        int code = AgentWork.AGAIN;
        try {
            for (int i = 0; i < MOST_LAUNCHERS && code == AgentWork.AGAIN && !ended; i++) {
                Process process = start(request, caller.user(), i > 0);
                ended = relay(process, caller);
                code = process.waitFor();
            }
            if (!ended) {
                LOG.error("the process for {} ended with {} and without a word", request.ask(), code);
                caller.tell(Line.of(Say.END, End.FAILED.name(), FailureCode.INTERNAL.name(), "s:exit code " + code));
            }
        } catch (IOException e) {
            LOG.warn("not told how {} ended: {}", request.ask(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process start(Request request, String user, boolean launcherIsNew) throws IOException {
        List<String> line = new ArrayList<>(launcher.get());
        line.addAll(List.of(
                "agent",
                "work",
                request.ask().name(),
                "--language=" + request.locale().toLanguageTag()));
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put(FilesInUse.WORKS_FOR, Long.toString(request.pid()));
        if (!user.isEmpty()) {
            builder.environment().put(ClientIdentity.FOR_USER, user);
        }
        if (launcherIsNew) {
            builder.environment().put(LAUNCHER_IS_NEW, "1");
        }
        return builder.start();
    }

    /** @return whether it told how it ended */
    private static boolean relay(Process process, Caller caller) throws IOException {
        Thread answers = new Thread(() -> pass(caller, process.getOutputStream()), "answers");
        answers.setDaemon(true);
        answers.start();
        Lines said = new Lines(process.getInputStream(), OutputStream.nullOutputStream(), Lines.LONGEST_OF_AGENT);
        boolean ended = false;
        boolean gone = false;
        for (Line line = said.read(); line != null; line = said.read()) {
            ended |= line.is(Say.END);
            try {
                if (!gone) {
                    caller.tell(line);
                }
            } catch (IOException e) {
                LOG.info("whoever asked is gone");
                // It hears of it as a cancel, and ends when it can; what it puts in place now, it puts in place.
                gone = true;
                process.getOutputStream().close();
            }
        }
        return ended || gone;
    }

    /** What a caller says is read and written anew: nothing else gets there. */
    private static void pass(Caller caller, OutputStream to) {
        try (to) {
            Lines lines = new Lines(java.io.InputStream.nullInputStream(), to, Lines.LONGEST_TO_AGENT);
            for (Line line = caller.hear(); line != null; line = caller.hear()) {
                if (line.is(Say.ANSWER)) {
                    lines.tell(Line.of(Say.ANSWER, (Long) line.number(0), line.text(1)));
                } else {
                    return;
                }
            }
        } catch (IOException e) {
            // Either is gone; closing says so to the other.
            return;
        }
    }
}

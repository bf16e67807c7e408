package jp.quickcare.launcher.click;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import jp.quickcare.bootstrap.UpdateNotice;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.SourceFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.policy.LastCheck;
import jp.quickcare.launcher.talk.Terminal;
import jp.quickcare.launcher.update.UpdateFlow;
import org.jspecify.annotations.Nullable;

/**
 * The whole update in a process of the launcher's own, asked a word at a time. Java takes classes from an archive
 * readily where they are on a plain class path, which those of a click are not: this is quicker than the update in the
 * click's process, and leaves that one to the application. Where such a process cannot be started, or is lost, the
 * update goes on here. One thread at a time.
 */
public final class UpdateProcess implements SlowPath {
    /** The command of {@code bin/launcher} that is the other end; not for people. */
    public static final String COMMAND = "for-click";

    /** Begins each answer: Java has words of its own for the same place, as that an archive is of no use to it. */
    private static final String ANSWER = "answer ";

    private static final String CHECK = "check";
    private static final String CARRY_OUT = "carry-out";
    private static final String CARRY_OUT_ACCEPTED = "carry-out-accepted";
    private static final String ACT = "act";
    private static final String START = "start";
    private static final String FAILED = "failed";
    private static final String RELOAD = "reload";
    private static final String STOP = "stop ";

    private final Home home;
    private @Nullable Process process;
    private @Nullable BufferedReader answers;
    private @Nullable SlowPath here;

    private UpdateProcess(Home home) {
        this.home = home;
    }

    /** For one start: a process of its own where there can be one, else in this. */
    public static SlowPath orHere(Home home) {
        // A question on the terminal needs the terminal; Windows' programs have a way of their own.
        boolean own = File.separatorChar == '/'
                && !Terminal.isPresent()
                && home.bin().resolve("launcher").toFile().canExecute();
        return own ? new UpdateProcess(home) : new UpdateFlow(home);
    }

    @Override
    public Decided check() throws UpdateFailure {
        String answer = ask(CHECK);
        if (FAILED.equals(answer)) {
            throw new SourceFailure(FailureCode.NO_SERVER, "the check found no answer to go by", null);
        }
        boolean act = ACT.equals(answer);
        return act || START.equals(answer) ? new Decided(act, notice()) : here().check();
    }

    @Override
    public Done carryOut(boolean accepted) {
        String answer = ask(accepted ? CARRY_OUT_ACCEPTED : CARRY_OUT);
        if (START.equals(answer)) {
            return new Done.Start(notice());
        }
        if (RELOAD.equals(answer)) {
            return new Done.Reload();
        }
        OptionalInt code = answer == null ? OptionalInt.empty() : stopped(answer);
        return code.isPresent() ? new Done.Stop(code.getAsInt()) : here().carryOut(accepted);
    }

    private static OptionalInt stopped(String answer) {
        try {
            return answer.startsWith(STOP)
                    ? OptionalInt.of(Integer.parseInt(answer.substring(STOP.length())))
                    : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    @Override
    public void putBack() throws UpdateFailure {
        here().putBack();
    }

    /** What was decided is kept, so that it need not be passed from process to process. */
    private Optional<UpdateNotice> notice() {
        LastCheck last = LastCheck.read(home.lastCheck().toFile());
        return last != null && last.decision() == LastCheck.Decision.OFFERED
                ? Optional.of(new UpdateNotice(
                        last.version(), last.message(Locale.getDefault().getLanguage())))
                : Optional.empty();
    }

    private SlowPath here() {
        SlowPath flow = here;
        if (flow == null) {
            flow = new UpdateFlow(home);
            here = flow;
        }
        return flow;
    }

    /** @return null where there is nobody to ask */
    private @Nullable String ask(String word) {
        if (here != null) {
            return null;
        }
        try {
            Process asked = process();
            OutputStream to = asked.getOutputStream();
            to.write((word + "\n").getBytes(StandardCharsets.US_ASCII));
            to.flush();
            BufferedReader from = Objects.requireNonNull(answers);
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                if (line.startsWith(ANSWER)) {
                    return line.substring(ANSWER.length());
                }
            }
            return null;
        } catch (IOException e) {
            return null;
        }
    }

    private Process process() throws IOException {
        Process running = process;
        if (running == null) {
            ProcessBuilder builder =
                    new ProcessBuilder(home.bin().resolve("launcher").toString(), COMMAND);
            builder.environment()
                    .put(
                            UpdateFlow.WORKS_FOR,
                            Long.toString(ProcessHandle.current().pid()));
            running = builder.redirectError(Redirect.INHERIT).start();
            answers = new BufferedReader(new InputStreamReader(running.getInputStream(), StandardCharsets.US_ASCII));
            process = running;
        }
        return running;
    }

    /** The other process ends when it has told the server what is left to tell. */
    @Override
    public void close() {
        SlowPath flow = here;
        if (flow != null) {
            flow.close();
        }
        Process running = process;
        if (running != null) {
            try {
                running.getOutputStream().close();
            } catch (IOException e) {
                // It has ended.
                return;
            }
        }
    }

    /**
     * The other end: does what is asked, until nothing more is or the asker is gone.
     *
     * @param slowPath does it
     * @param words of the asker
     * @param told gets the answers, and nothing else
     * @throws IOException the asker cannot be heard
     */
    public static void serve(SlowPath slowPath, InputStream words, PrintStream told) throws IOException {
        BufferedReader asked = new BufferedReader(new InputStreamReader(words, StandardCharsets.US_ASCII));
        String word;
        while ((word = asked.readLine()) != null) {
            told.print(ANSWER);
            told.print(word.equals(CHECK) ? check(slowPath) : carryOut(slowPath, word.equals(CARRY_OUT_ACCEPTED)));
            told.print('\n');
            told.flush();
        }
    }

    private static String check(SlowPath slowPath) {
        try {
            return slowPath.check().act() ? ACT : START;
        } catch (UpdateFailure e) {
            return FAILED;
        }
    }

    private static String carryOut(SlowPath slowPath, boolean accepted) {
        Done done = slowPath.carryOut(accepted);
        if (done instanceof Done.Stop stop) {
            return STOP + stop.exitCode();
        }
        return done instanceof Done.Reload ? RELOAD : START;
    }
}

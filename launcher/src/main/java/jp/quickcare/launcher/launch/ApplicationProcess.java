package jp.quickcare.launcher.launch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jp.quickcare.bootstrap.ApplicationLink;
import jp.quickcare.bootstrap.UpdateDownload;
import jp.quickcare.bootstrap.UpdateNotice;
import jp.quickcare.launcher.archive.ClassArchive;
import jp.quickcare.launcher.home.Home;
import org.jspecify.annotations.Nullable;

/**
 * The application in a process of its own, with the files through which it and the launcher speak. It has this
 * process's terminal, environment and working folder, and is ended when this process is told to end.
 */
final class ApplicationProcess implements Closeable {
    private static final long WELL_INTERVAL_MILLIS = 50;
    private static final long GRACE_SECONDS = 5;

    private final RunFolder folder;
    private final Process process;
    private final Thread endTogether;
    private final @Nullable Running running;

    private ApplicationProcess(RunFolder folder, Process process, @Nullable Running running) {
        this.running = running;
        this.folder = folder;
        this.process = process;
        this.endTogether = new EndTogether(process);
        Runtime.getRuntime().addShutdownHook(endTogether);
    }

    private static final class EndTogether extends Thread {
        private final Process process;

        EndTogether(Process process) {
            super("end of the application");
            this.process = process;
        }

        @Override
        public void run() {
            process.destroy();
        }
    }

    /**
     * Starts the installed release.
     *
     * @param notice an optional update that is known already, and there from the application's first statement
     * @throws IOException the system could not start it
     */
    static ApplicationProcess start(
            Home home, LaunchNote note, List<String> usersArguments, Optional<UpdateNotice> notice) throws IOException {
        RunFolder folder = RunFolder.create(home);
        try {
            if (notice.isPresent()) {
                folder.announce(notice.get());
            }
            ProcessBuilder builder = new ProcessBuilder(command(home, note, usersArguments)).inheritIO();
            builder.environment().putAll(folder.environment(home));
            return new ApplicationProcess(folder, builder.start(), Running.hold(home));
        } catch (IOException e) {
            folder.delete();
            throw e;
        }
    }

    /**
     * Does what it takes to start one, with a program that does nothing: the first process that a Java starts takes it 10 ms
     * longer than the next.
     */
    static void prepare(Home home) throws InterruptedException {
        try {
            ClickStart.java(home);
            ProcessBuilder nothing = new ProcessBuilder("true").inheritIO();
            nothing.environment();
            nothing.start().waitFor();
        } catch (IOException e) {
            // A system without it: the application starts as ever.
            return;
        }
    }

    private static List<String> command(Home home, LaunchNote note, List<String> usersArguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (note.isProgram()) {
            command.add(home.app().resolve(note.target()).toString());
        } else {
            Path options = note.isInProcess() ? home.javaOptions() : ClickStart.appOptions(home);
            command.add(ClickStart.java(home));
            if (note.isInProcess() && System.getProperty(LaunchFiles.RECORDING_PROPERTY) != null) {
                command.add(
                        "-XX:DumpLoadedClassList=" + ClassArchive.ofClick(home).recordedBeside());
            }
            command.add("@" + options);
            command.addAll(ClickStart.ofApplicationAlone(options));
            command.add(note.target());
        }
        command.addAll(note.arguments(usersArguments));
        return command;
    }

    /** Whether the application has asked for the update since this was asked last. */
    boolean takeDownloadWish() {
        return folder.takeDownloadWish();
    }

    /** Tells the application how far it is. */
    void tellDownload(UpdateDownload now) {
        try {
            folder.tellDownload(now);
        } catch (IOException e) {
            // It has ended, or looks again in vain: the update is brought all the same.
            return;
        }
    }

    /** Tells the application of an optional update. */
    void announce(UpdateNotice notice) {
        try {
            folder.announce(notice);
        } catch (IOException e) {
            // A notice is a convenience: the update is offered at the next start all the same.
            return;
        }
    }

    /** Waits for the end of the application, however long it runs; its exit code. */
    int await() throws InterruptedException {
        return process.waitFor();
    }

    /**
     * Waits until a new release has come up or has not (SPEC A33). One that neither ended nor said in time that it is
     * well, though it should, hangs and is ended.
     *
     * @return true when it came up
     */
    boolean awaitWell(LaunchNote note) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(note.withinSeconds());
        while (System.nanoTime() < deadline) {
            if (process.waitFor(WELL_INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                int code = process.exitValue();
                return code == 0 || code == ApplicationLink.UPDATE_AND_RESTART || folder.isWell();
            }
            if (note.reportsWell() && folder.isWell()) {
                return true;
            }
        }
        if (note.reportsWell()) {
            end();
            return false;
        }
        return true;
    }

    private void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Forgets the process, which has ended, and removes the files. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(endTogether);
            if (running != null) {
                running.close();
            }
            folder.delete();
        } catch (IllegalStateException | IOException e) {
            // This process is ending itself, or two small files stay: nothing that may hide how the application ended.
            return;
        }
    }
}

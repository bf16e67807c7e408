package jp.quickcare.launcher.cli;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.quickcare.bootstrap.Bootstrap;
import jp.quickcare.launcher.archive.ClassArchive;
import jp.quickcare.launcher.archive.JavaStart;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.launch.ClickStart;
import jp.quickcare.launcher.launch.StartSignal;
import jp.quickcare.launcher.update.Maintenance;
import jp.quickcare.manifest.release.TrustedRelease;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The start of the application after a command. The click's Java comes up before that, and waits for the word: at an
 * install while the files are still to be brought, at an update while they are put in place, with none of them on its
 * class path. Where it cannot, it is started when they are.
 */
final class StartAhead implements Maintenance.Then, Closeable {
    private final Home home;
    private final boolean silent;
    private @Nullable Thread thread;
    private @Nullable StartSignal signal;
    private @Nullable Process click;
    private boolean told;

    StartAhead(Home home, boolean silent) {
        this.home = home;
        this.silent = silent;
    }

    @Override
    public void comes(TrustedRelease first) {
        begin(() -> ClickStart.optionsOfComing(home, first));
    }

    @Override
    public void soon() {
        begin(this::optionsWithoutRelease);
    }

    /** How Java is started: its program, then options. */
    private interface Line {
        /** @return empty where it is not to be started yet */
        Optional<List<String>> of();
    }

    private void begin(Line line) {
        // On Windows Java is not told every path as it is.
        if (thread == null && File.separatorChar == '/') {
            thread = new Thread(() -> start(line), "start ahead");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Of an update: the new release may have another class path, so it is started beside a click that has none of it. */
    private Optional<List<String>> optionsWithoutRelease() {
        Path bootstrap = home.launchers().resolve("bootstrap.jar");
        Optional<JavaStart> installed = ClickStart.ofInstalled(home);
        if (installed.isEmpty() || !Files.isRegularFile(bootstrap)) {
            return Optional.empty();
        }
        JavaStart start = ClickStart.withoutRelease(home, installed.get());
        List<String> line = new ArrayList<>(List.of(LauncherScript.java(home)));
        line.addAll(start.options());
        line.addAll(ClassArchive.ofFirst(home).options(start));
        line.addAll(List.of("-cp", bootstrap.toString()));
        return Optional.of(line);
    }

    private void start(Line options) {
        try {
            Optional<List<String>> known = options.of();
            if (known.isEmpty()) {
                return;
            }
            StartSignal prepared = StartSignal.prepare();
            signal = prepared;
            List<String> line = new ArrayList<>(known.get());
            line.addAll(1, List.of(StartCommand.homeOption(home), prepared.option()));
            line.add(Bootstrap.class.getName());
            click = StartCommand.process(line, silent).start();
        } catch (IOException e) {
            LoggerFactory.getLogger(StartAhead.class).debug("not started ahead", e);
        }
    }

    @Override
    public void begin(Maintenance.Outcome outcome) throws KeepFailure {
        if (outcome instanceof Maintenance.Outcome.LauncherReplaced) {
            return;
        }
        awaitStart();
        if (!told && !tell()) {
            StartCommand.begin(home, silent);
        }
    }

    @Override
    public void placed() {
        Thread starting = thread;
        if (starting != null && !starting.isAlive()) {
            told = tell();
        }
    }

    private boolean tell() {
        Process ahead = click;
        StartSignal prepared = signal;
        if (ahead == null || prepared == null || !ahead.isAlive()) {
            return false;
        }
        try {
            prepared.give();
            return true;
        } catch (IOException e) {
            LoggerFactory.getLogger(StartAhead.class).debug("not told to go on", e);
            return false;
        }
    }

    private void awaitStart() {
        Thread starting = thread;
        try {
            if (starting != null) {
                starting.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One that was told nothing ends. */
    @Override
    public void close() {
        awaitStart();
        StartSignal prepared = signal;
        if (prepared != null) {
            try {
                prepared.close();
                if (click == null) {
                    prepared.remove();
                }
            } catch (IOException e) {
                LoggerFactory.getLogger(StartAhead.class).debug("left open", e);
            }
        }
    }
}

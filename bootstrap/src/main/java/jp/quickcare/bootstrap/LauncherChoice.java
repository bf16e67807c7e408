package jp.quickcare.bootstrap;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Picks the launcher that works and runs it; turns to the one before it when it does not (SPEC A21, THREATS FS14). */
final class LauncherChoice {
    /** A launcher that replaces itself more often than this in one start would do so for ever. */
    private static final int MOST_RELOADS = 3;

    private final File home;
    private final File pointerFile;
    private final StartMarker marker;
    private Pointer pointer;

    private LauncherChoice(File home) throws IOException {
        this.home = home;
        pointerFile = Pointer.fileIn(home);
        pointer = Pointer.read(pointerFile);
        marker = new StartMarker(home);
        marker.open();
    }

    /** Runs launchers until one says what comes next; ends the process with a sentence when none can. */
    static NextStep start(File home, List<String> arguments, ApplicationLink link) {
        for (int reloads = 0; ; reloads++) {
            NextStep step;
            try {
                step = new LauncherChoice(home).startOnce(arguments, link);
            } catch (IOException e) {
                throw Bootstrap.noPointer(e);
            }
            if (!(step instanceof NextStep.Reload)) {
                return step;
            }
            if (reloads == MOST_RELOADS) {
                throw Bootstrap.failed(Sentence.LAUNCHER_FAILED, "reload");
            }
        }
    }

    private NextStep startOnce(List<String> arguments, ApplicationLink link) {
        Pointer.Version version = pointer.current();
        File wrong = wrongJar(version);
        if (wrong != null) {
            version = before(version, Sentence.NO_LAUNCHER, wrong.toString());
            fallBack(false);
        } else if (marker.isGivenUp(version.name()) && isPreviousWhole()) {
            version = pointer.previous().orElseThrow();
            fallBack(true);
        }
        try {
            return run(version, arguments, link);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            // Whatever a launcher throws, and whatever does not link in it, the one before it may still work.
            String fact = Sentence.fact(e);
            Pointer.Version back = before(version, Sentence.LAUNCHER_FAILED, fact);
            if (marker.isGivenUp(version.name())) {
                fallBack(true);
            }
            try {
                return run(back, arguments, link);
            } catch (Exception | LinkageError | AssertionError | StackOverflowError alsoBroken) {
                throw Bootstrap.failed(Sentence.LAUNCHER_FAILED, fact + "; " + Sentence.fact(alsoBroken));
            }
        }
    }

    private NextStep run(Pointer.Version version, List<String> arguments, ApplicationLink link) throws Exception {
        marker.starting(version.name());
        LauncherLoader loader = new LauncherLoader(folder(version), version);
        Thread.currentThread().setContextClassLoader(loader);
        LauncherEntry entry = Class.forName(Bootstrap.ENTRY_CLASS, true, loader)
                .asSubclass(LauncherEntry.class)
                .getConstructor()
                .newInstance();
        NextStep step = entry.start(new Context(home, arguments, version.name(), link, marker));
        marker.well(version.name());
        return step;
    }

    private Pointer.Version before(Pointer.Version version, Sentence sentence, String fact) {
        Optional<Pointer.Version> previous = pointer.previous();
        if (previous.isEmpty() || previous.get().name().equals(version.name()) || !isPreviousWhole()) {
            throw Bootstrap.failed(sentence, fact);
        }
        return previous.get();
    }

    private boolean isPreviousWhole() {
        return pointer.previous().isPresent() && wrongJar(pointer.previous().get()) == null;
    }

    private @Nullable File wrongJar(Pointer.Version version) {
        return Jars.firstWrong(folder(version), version);
    }

    private File folder(Pointer.Version version) {
        return new File(home, "launcher/" + version.name());
    }

    /** Makes the version before the one in force; where nothing may be written, it is chosen anew at each start. */
    private void fallBack(boolean remember) {
        String dropped = pointer.current().name();
        Pointer next = pointer.fallenBack(remember);
        try {
            next.write(pointerFile);
            marker.forget(dropped);
        } catch (IOException e) {
            System.err.println(Sentence.fact(e));
        }
    }

    private record Context(
            File home, List<String> arguments, String launcherVersion, ApplicationLink link, StartMarker marker)
            implements StartContext {
        @Override
        public void reportWell() {
            marker.well(launcherVersion);
        }
    }
}

package jp.quickcare.launcher.launch;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.manifest.release.LaunchSpec;
import jp.quickcare.manifest.release.WellCheck;
import org.jspecify.annotations.Nullable;

/**
 * How the installed release is started, in a few plain lines: the click reads this instead of the release manifest,
 * whose parsing would cost more than all the rest of it.
 */
public final class LaunchNote {
    /** The application's main class is called in the launcher's own JVM. */
    static final String IN_PROCESS = "in-process";

    /** The application is a Java process of its own. */
    static final String OWN_PROCESS = "own-process";

    /** The application is not Java. */
    static final String PROGRAM = "program";

    private static final String WHOLE = "1";

    private final String release;
    private final String version;
    private final String kind;
    private final String target;
    private final boolean reportsWell;
    private final long withinSeconds;
    private final List<String> arguments;

    private LaunchNote(
            String release,
            String version,
            String kind,
            String target,
            boolean reportsWell,
            long withinSeconds,
            List<String> arguments) {
        this.release = release;
        this.version = version;
        this.kind = kind;
        this.target = target;
        this.reportsWell = reportsWell;
        this.withinSeconds = withinSeconds;
        this.arguments = arguments;
    }

    /**
     * The note for a release.
     *
     * @throws IllegalArgumentException a release with nothing to start
     */
    static LaunchNote of(String manifestSha256, String version, LaunchSpec launch) {
        if (launch instanceof LaunchSpec.JavaApplication java) {
            String kind = java.ownProcess() ? OWN_PROCESS : IN_PROCESS;
            return of(manifestSha256, version, kind, java.mainClass(), java.well(), java.arguments());
        }
        if (launch instanceof LaunchSpec.Program program) {
            String command = program.command().toString();
            return of(manifestSha256, version, PROGRAM, command, program.well(), program.arguments());
        }
        throw new IllegalArgumentException("release " + version + " has nothing to start");
    }

    private static LaunchNote of(
            String release, String version, String kind, String target, WellCheck well, List<String> arguments) {
        return new LaunchNote(
                release, version, kind, target, well.reports(), well.within().toSeconds(), arguments);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "release", release);
        line(text, "version", version);
        line(text, "kind", kind);
        line(text, "target", target);
        line(text, "reportsWell", String.valueOf(reportsWell));
        line(text, "withinSeconds", String.valueOf(withinSeconds));
        for (String argument : arguments) {
            // A manifest's arguments have no control characters, so a line holds each as it is.
            line(text, "argument", argument);
        }
        line(text, "whole", WHOLE);
        return text.toString();
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append('=').append(value).append('\n');
    }

    /** Where the note lies. */
    public static File fileIn(Home home) {
        return new File(home.state().toFile(), "launch");
    }

    /** Reads the note; null when there is none or it is not whole. */
    public static @Nullable LaunchNote read(File file) {
        Entries entries = Entries.read(file);
        if (entries == null || !entries.get("whole").equals(WHOLE)) {
            return null;
        }
        return new LaunchNote(
                entries.get("release"),
                entries.get("version"),
                entries.get("kind"),
                entries.get("target"),
                entries.get("reportsWell").equals("true"),
                entries.number("withinSeconds", 30),
                entries.all("argument"));
    }

    /** sha256 of the release manifest, hex. */
    public String release() {
        return release;
    }

    /** The release's name for people. */
    public String version() {
        return version;
    }

    /** Whether the application runs in the launcher's JVM. */
    public boolean isInProcess() {
        return kind.equals(IN_PROCESS);
    }

    /** Whether the application is no Java application. */
    boolean isProgram() {
        return kind.equals(PROGRAM);
    }

    /** The main class, or the command's path under the application's folder. */
    public String target() {
        return target;
    }

    /** Whether the application itself says that it is well. */
    boolean reportsWell() {
        return reportsWell;
    }

    /** How long a new release has to show that it came up, in seconds. */
    long withinSeconds() {
        return withinSeconds;
    }

    /** The release's arguments, then the user's. */
    public List<String> arguments(List<String> users) {
        if (arguments.isEmpty()) {
            return users;
        }
        List<String> all = new ArrayList<>(arguments);
        all.addAll(users);
        return all;
    }
}

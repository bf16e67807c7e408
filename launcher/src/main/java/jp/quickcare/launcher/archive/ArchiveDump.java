package jp.quickcare.launcher.archive;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.home.MakingTurn;

/** Lets Java write an archive. It reads the jars for that and runs nothing that is in them. */
final class ArchiveDump {
    private static final long LONGEST_MINUTES = 10;
    private static final long LOOK_MILLIS = 20;

    /** Java's own choice but on small machines. */
    static final String COLLECTOR = "-XX:+UseG1GC";

    private ArchiveDump() {}

    /**
     * Writes the archive of the listed classes.
     *
     * @return false where it could not, for example as this runtime makes no archives
     * @throws OutOfTurnException somebody wants to change the installation; no jar is open any more
     */
    static boolean run(MakingTurn turn, JavaStart start, Path classes, Path archive)
            throws IOException, InterruptedException, OutOfTurnException {
        List<String> command = new ArrayList<>();
        command.add(start.java());
        command.addAll(collecting(start.options()));
        command.addAll(
                List.of("-Xshare:dump", "-XX:SharedClassListFile=" + classes, "-XX:SharedArchiveFile=" + archive));
        command.addAll(List.of("-cp", start.classPath()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        try {
            process.getOutputStream().close();
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(LONGEST_MINUTES);
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (turn.isWanted()) {
                    throw new OutOfTurnException();
                }
                if (System.nanoTime() > deadline) {
                    return false;
                }
            }
            return process.exitValue() == 0 && Files.isRegularFile(archive);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /**
     * With the collector that puts objects in, too: Java sees that an archive is cut off by the last of these, and one
     * without would end the process that reads it. It serves the other two as well.
     */
    static List<String> collecting(List<String> options) {
        List<String> named = new ArrayList<>(options);
        named.removeAll(List.of("-XX:+UseSerialGC", "-XX:+UseParallelGC"));
        if (named.stream().noneMatch(option -> option.matches("-XX:\\+Use\\w*GC"))) {
            named.add(COLLECTOR);
        }
        return named;
    }
}

package jp.quickcare.launcher.archive;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Lets Java write an archive. It reads the jars for that and runs nothing that is in them. */
final class ArchiveDump {
    private static final long LONGEST_MINUTES = 10;

    private ArchiveDump() {}

    /**
     * Writes the archive of the listed classes.
     *
     * @return false where it could not, for example as this runtime makes no archives
     */
    static boolean run(JavaStart start, Path classes, Path archive) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(start.java());
        command.addAll(start.options());
        command.addAll(
                List.of("-Xshare:dump", "-XX:SharedClassListFile=" + classes, "-XX:SharedArchiveFile=" + archive));
        command.addAll(List.of("-cp", start.classPath()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        try {
            process.getOutputStream().close();
            return process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)
                    && process.exitValue() == 0
                    && Files.isRegularFile(archive);
        } finally {
            process.destroyForcibly();
        }
    }
}

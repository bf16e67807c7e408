package jp.quickcare.windows.service;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Where a service writes what it says: Windows shows it to nobody. */
final class ServiceLog {
    private static final long LARGE = 4L << 20;

    private ServiceLog() {}

    static Path in(Path site) {
        return site.resolve("service.log");
    }

    /** Whatever this process says goes there from now on; one that has become large is kept once more as the older one. */
    static void begin(Path site) throws IOException {
        Path log = in(site);
        if (Files.isRegularFile(log) && Files.size(log) > LARGE) {
            Files.move(log, site.resolve("service.old.log"), StandardCopyOption.REPLACE_EXISTING);
        }
        PrintStream out = new PrintStream(
                Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                true,
                StandardCharsets.UTF_8);
        System.setOut(out);
        System.setErr(out);
    }
}

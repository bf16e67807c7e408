package jp.quickcare.windows.service;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import jp.quickcare.server.cli.ServerCommandLine;
import jp.quickcare.server.service.Ending;
import jp.quickcare.server.service.ThisService;

/**
 * The service's process with the real server in it, which serves a folder on a free port of this machine. A file
 * {@code restart} in the folder stands for the console's button.
 */
public final class MirrorService {
    private MirrorService() {}

    public static void main(String[] arguments) {
        System.exit(new ServiceHost(ThisService.name().orElseThrow(), MirrorService::serve).run());
    }

    private static int serve(Path folder, Ending ending) {
        Thread button = new Thread(() -> {
            while (!Files.exists(folder.resolve("restart"))) {
                LockSupport.parkNanos(100_000_000);
            }
            ending.restart();
        });
        button.setDaemon(true);
        button.start();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        return ServerCommandLine.run(
                Locale.JAPANESE,
                out,
                out,
                ending,
                "serve",
                "--port",
                "0",
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString());
    }
}

package jp.quickcare.server.tray;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Opens a page in the browser of whoever sits at this machine. */
final class Browser {
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private Browser() {}

    /** Returns when the system has been asked. @throws IOException it knows no browser */
    static void open(URI page) throws IOException {
        List<String> command = WINDOWS
                ? List.of("rundll32", "url.dll,FileProtocolHandler", page.toString())
                : List.of("xdg-open", page.toString());
        new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}

package jp.quickcare.benchmarks.subject;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The packaged manifest server of one site, as a process of its own. */
final class SiteServer implements Closeable {
    private final Process process;

    /** Starts it, and waits until it listens. */
    SiteServer(String program, Path site, Map<String, String> environment, int port) throws IOException {
        var builder = new ProcessBuilder(
                program, "serve", "--dir", site.toString(), "--bind", "127.0.0.1", "--port", Integer.toString(port));
        builder.environment().putAll(environment);
        process = builder.redirectErrorStream(true).start();
        BufferedReader out = process.inputReader();
        var said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.append(line).append('\n');
            if (line.contains(":" + port)) {
                drain(out);
                return;
            }
        }
        throw new IOException("The manifest server ended before it listened:\n" + said);
    }

    /** A server whose output nobody reads would stop when the pipe is full. */
    private static void drain(BufferedReader out) {
        var reader = new Thread(
                () -> {
                    try {
                        while (out.readLine() != null) {}
                    } catch (IOException e) {
                        // The server was stopped, and with it what there was to read.
                    }
                },
                "server-output");
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}

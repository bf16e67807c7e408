package jp.quickcare.benchmarks.subject;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.benchmarks.serve.Ports;
import jp.quickcare.benchmarks.serve.SilentServer;

/** The packaged manifest server of one site, as a process of its own: up, dead or silent on one port. */
final class SiteServer implements Closeable {
    private final String program;
    private final Path site;
    private final int port;
    private final Map<String, String> environment;
    private Optional<Process> process = Optional.empty();
    private Optional<SilentServer> silent = Optional.empty();

    SiteServer(String program, Path site, Map<String, String> environment) throws IOException {
        this.program = program;
        this.site = site;
        this.environment = Map.copyOf(environment);
        this.port = Ports.free();
    }

    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    void become(ServerState state) throws IOException {
        close();
        if (state == ServerState.UP) {
            process = Optional.of(start());
        } else if (state == ServerState.SILENT) {
            silent = Optional.of(new SilentServer(port));
        }
    }

    private Process start() throws IOException {
        var builder = new ProcessBuilder(
                program, "serve", "--dir", site.toString(), "--bind", "127.0.0.1", "--port", Integer.toString(port));
        builder.environment().putAll(environment);
        Process started = builder.redirectErrorStream(true).start();
        BufferedReader out = started.inputReader();
        var said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.append(line).append('\n');
            if (line.contains(":" + port)) {
                drain(out);
                return started;
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
    public void close() throws IOException {
        process.ifPresent(running -> {
            running.destroy();
            running.onExit().join();
        });
        process = Optional.empty();
        if (silent.isPresent()) {
            silent.get().close();
            silent = Optional.empty();
        }
    }
}

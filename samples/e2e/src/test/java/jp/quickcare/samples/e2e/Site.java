package jp.quickcare.samples.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A site's folder and, while it runs, its server. */
final class Site implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://[^\\s/]+:(\\d+)");

    private final Path folder;
    private int port;
    private @Nullable Process server;

    /** A site whose folder is there already. */
    Site(Path folder) {
        this.folder = folder;
    }

    static Site init(Path folder, Vendor vendor) {
        Command.run(List.of(
                        Product.server(),
                        "init",
                        "site",
                        "--dir",
                        folder.toString(),
                        "--vendor-root",
                        vendor.root().toString()))
                .expect(0);
        return new Site(folder);
    }

    Path folder() {
        return folder;
    }

    Path root() {
        return folder.resolve("repository/site/metadata/1.root.json");
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** What happened, one entry a line. */
    String systemLog() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "console/log.csv"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString(UTF_8))
                .body();
    }

    void importFrom(Vendor vendor) {
        Command.run(List.of(
                        Product.server(),
                        "import",
                        "--dir",
                        folder.toString(),
                        "--from",
                        vendor.repository().toString()))
                .expect(0);
    }

    void offer(String app, String version, String mode, String... more) {
        offerOn("QC", app, version, mode, more);
    }

    void offerOn(String channel, String app, String version, String mode, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Product.server(),
                "offer",
                "--dir",
                folder.toString(),
                "--app",
                app,
                "--channel",
                channel,
                "--version",
                version,
                "--mode",
                mode));
        command.addAll(List.of(more));
        Command.run(command).expect(0);
    }

    /** Chooses the port on which it will be served. */
    Site reserve() {
        try {
            port = FreePort.choose();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells the PCs where the server is from now on; with nothing, that it tells nothing any more. */
    void tell(URI... addresses) {
        List<String> command = new ArrayList<>(List.of(Product.server(), "address", "--dir", folder.toString()));
        if (addresses.length == 0) {
            command.add("--remove");
        }
        for (URI address : addresses) {
            command.add(address.toString());
        }
        Command.run(command).expect(0);
    }

    /** Starts the server, the first time on a free port and later on the same one. Does nothing where it runs. */
    Site serve() {
        if (server != null) {
            return this;
        }
        try {
            if (port == 0) {
                port = FreePort.choose();
            }
            ProcessBuilder serve = new ProcessBuilder(
                            Product.server(),
                            "serve",
                            "--dir",
                            folder.toString(),
                            "--bind",
                            "127.0.0.1",
                            "--port",
                            Integer.toString(port))
                    .redirectErrorStream(true);
            serve.environment().put(Product.SERVER_OPTIONS, Product.QUICK_START);
            Process started = serve.start();
            server = started;
            BufferedReader out = started.inputReader(UTF_8);
            StringBuilder said = new StringBuilder();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.append(line).append('\n');
                Matcher address = ADDRESS.matcher(line);
                if (address.find()) {
                    drain(out);
                    return this;
                }
            }
            throw new AssertionError("the server ended before it listened:\n" + said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server whose output nobody reads would stop when the pipe is full. */
    private static void drain(BufferedReader out) {
        Thread reader = new Thread(() -> {
            try {
                while (out.readLine() != null) {}
            } catch (IOException e) {
                // The server is gone, and with it what there was to read.
            }
        });
        reader.setDaemon(true);
        reader.start();
    }

    /** From here on it takes requests and answers none, until {@link #resume}. */
    void pause() {
        signal("-STOP");
    }

    void resume() {
        signal("-CONT");
    }

    private void signal(String name) {
        Process running = server;
        if (running == null) {
            return;
        }
        Command.run(List.of("kill", name, Long.toString(running.pid()))).expect(0);
        running.descendants()
                .forEach(child -> Command.run(List.of("kill", name, Long.toString(child.pid())))
                        .expect(0));
    }

    void stop() {
        Process running = server;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroy);
            running.destroy();
            running.onExit().join();
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
    }
}

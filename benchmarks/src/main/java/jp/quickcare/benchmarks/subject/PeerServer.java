package jp.quickcare.benchmarks.subject;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import jp.quickcare.benchmarks.serve.Ports;
import jp.quickcare.benchmarks.serve.SilentServer;
import jp.quickcare.benchmarks.serve.StaticServer;

/** A peer's server: one folder on one port, up, dead or silent. */
final class PeerServer implements Closeable {
    private final Path folder;
    private final int port;
    private Optional<Closeable> running = Optional.empty();

    PeerServer(Path folder) throws IOException {
        this.folder = folder;
        this.port = Ports.free();
    }

    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    void become(ServerState state) throws IOException {
        close();
        running = switch (state) {
            case UP -> Optional.of(new StaticServer(port, folder));
            case DEAD -> Optional.empty();
            case SILENT -> Optional.of(new SilentServer(port));
        };
    }

    @Override
    public void close() throws IOException {
        if (running.isPresent()) {
            running.get().close();
            running = Optional.empty();
        }
    }
}

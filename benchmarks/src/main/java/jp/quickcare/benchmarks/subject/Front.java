package jp.quickcare.benchmarks.subject;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import jp.quickcare.benchmarks.serve.Line;
import jp.quickcare.benchmarks.serve.Ports;
import jp.quickcare.benchmarks.serve.ShapedLine;
import jp.quickcare.benchmarks.serve.SilentServer;

/** The port that a subject's clients know, and what is behind it: the server itself, a slow line to it, silence or nobody. */
final class Front implements Closeable {
    /** Starts a server. */
    @FunctionalInterface
    interface Starter {
        /** @return ends it */
        Closeable start(int port) throws IOException;
    }

    private final Starter starter;
    private final int port;
    private Optional<Closeable> server = Optional.empty();
    private Optional<ShapedLine> line = Optional.empty();

    Front(Starter starter) throws IOException {
        this.starter = starter;
        this.port = Ports.free();
    }

    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    void become(ServerState state) throws IOException {
        close();
        if (state == ServerState.SILENT) {
            server = Optional.of(new SilentServer(port));
        } else if (state.serves() && state.line().isPresent()) {
            behind(state.line().get());
        } else if (state.serves()) {
            server = Optional.of(starter.start(port));
        }
    }

    private void behind(Line between) throws IOException {
        int inner = Ports.free();
        server = Optional.of(starter.start(inner));
        line = Optional.of(new ShapedLine(port, inner, between));
    }

    /** How many bytes have crossed the line, of both directions; 0 where there is none. */
    long lineBytes() {
        return line.map(ShapedLine::bytes).orElse(0L);
    }

    @Override
    public void close() throws IOException {
        if (line.isPresent()) {
            line.get().close();
            line = Optional.empty();
        }
        if (server.isPresent()) {
            server.get().close();
            server = Optional.empty();
        }
    }
}

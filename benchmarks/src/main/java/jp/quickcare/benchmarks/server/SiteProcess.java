package jp.quickcare.benchmarks.server;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import jp.quickcare.benchmarks.serve.Ports;

/** The packaged server of a site, as it runs at a customer's. */
final class SiteProcess implements Closeable {
    private final Process process;
    private final int port;

    private SiteProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static SiteProcess start(Path program, BenchedSite site, Path log) throws IOException, InterruptedException {
        int port = Ports.free();
        Process process = new ProcessBuilder(
                        program.toString(),
                        "serve",
                        "--dir",
                        site.site().toString(),
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        "" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        SiteProcess started = new SiteProcess(process, port);
        Http.awaitAnswer(started.url() + "healthz", process);
        return started;
    }

    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}

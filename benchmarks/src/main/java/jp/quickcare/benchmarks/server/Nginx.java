package jp.quickcare.benchmarks.server;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.quickcare.benchmarks.serve.Ports;

/** nginx from Debian, with two workers, serving a folder as it lies. */
final class Nginx implements Closeable {
    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param work folder for its own files */
    static Nginx serve(Path folder, Path work) throws IOException, InterruptedException {
        int port = Ports.free();
        Path settings = work.resolve("nginx.conf");
        Files.writeString(settings, """
                daemon off;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                worker_processes 2;
                events { worker_connections 8192; }
                http {
                    access_log off;
                    sendfile on;
                    tcp_nopush on;
                    keepalive_requests 100000000;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    server { listen 127.0.0.1:%2$d; root %3$s; }
                }
                """.formatted(work, port, folder), StandardCharsets.UTF_8);
        // Started by root its workers would run as somebody else, who may not read the folder.
        Files.writeString(settings, "user root;\n" + Files.readString(settings));
        Process process = new ProcessBuilder(
                        "nginx", "-e", work.resolve("error.log").toString(), "-c", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("nginx.log").toFile())
                .start();
        Nginx nginx = new Nginx(process, port);
        Http.awaitAnswer(nginx.url(), process);
        return nginx;
    }

    String url() {
        return "http://127.0.0.1:" + port + "/";
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

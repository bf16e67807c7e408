package jp.quickcare.benchmarks.subject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jp.quickcare.benchmarks.application.Folders;
import jp.quickcare.benchmarks.application.GeneratedApplication;
import jp.quickcare.benchmarks.measure.Command;
import jp.quickcare.benchmarks.serve.StaticServer;

/**
 * Getdown with signed digests, without versions (it asks at each start, as QuickCare does) and allowed to start offline.
 * It runs without a window, which spares it Swing.
 */
public final class GetdownSubject implements Subject {
    private final Path work;
    private final Path published;
    private final Path peers;
    private final boolean sameJvm;
    private final Front server;
    private final Path keys;

    /**
     * Makes the subject.
     *
     * @param work an empty folder of its own
     * @param peers folder with the jars of Getdown
     * @param sameJvm whether it starts the application in its own JVM (its "direct" setting; the default is a new JVM)
     * @throws IOException if the disk refuses
     * @throws InterruptedException if interrupted while the key is made
     */
    public GetdownSubject(Path work, Path peers, boolean sameJvm) throws IOException, InterruptedException {
        this.work = work;
        this.peers = peers;
        this.sameJvm = sameJvm;
        this.published = Files.createDirectories(work.resolve("published"));
        this.server = new Front(port -> new StaticServer(port, published));
        this.keys = Java.makeKey(work, "JKS");
    }

    @Override
    public String name() {
        return sameJvm ? "getdown-same-jvm" : "getdown";
    }

    @Override
    public void offer(GeneratedApplication release) throws IOException, InterruptedException {
        Folders.copy(release.folder(), published);
        var settings = new StringBuilder("appbase = " + server.url() + "\n");
        settings.append("class = ").append(release.mainClass()).append("\nallow_offline = true\n");
        for (String jar : release.jars()) {
            settings.append("code = ").append(jar).append('\n');
        }
        Files.writeString(published.resolve("getdown.txt"), settings);
        Java.run(
                work,
                List.of(
                        Java.program("java"),
                        "-cp",
                        peers.resolve("getdown-core.jar").toString(),
                        "com.threerings.getdown.tools.Digester",
                        published.toString(),
                        keys.toString(),
                        "password",
                        "vendor"));
    }

    @Override
    public void server(ServerState state) throws IOException {
        server.become(state);
    }

    @Override
    public void prepare(Path client) throws IOException {
        Files.createDirectories(client);
        Files.writeString(client.resolve("getdown.txt"), "appbase = " + server.url() + "\n");
        Path certificate = work.resolve("vendor.crt");
        if (!Files.exists(certificate)) {
            try {
                Java.exportCertificate(work, keys);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        Files.copy(certificate, client.resolve("digest2.txt.crt"));
    }

    @Override
    public Command install(Path client) {
        return start(client);
    }

    @Override
    public Command update(Path client) {
        return start(client);
    }

    @Override
    public Command start(Path client) {
        return Command.of(
                client,
                Java.program("java"),
                "-Dsilent=launch",
                "-Ddirect=" + sameJvm,
                "-jar",
                peers.resolve("getdown-launcher.jar").toString(),
                client.toString());
    }

    @Override
    public Path application(Path client) {
        return client;
    }

    @Override
    public boolean waitsForSilentServer() {
        return true;
    }

    @Override
    public long lineBytes() {
        return server.lineBytes();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

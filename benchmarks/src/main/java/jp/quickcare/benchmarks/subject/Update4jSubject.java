package jp.quickcare.benchmarks.subject;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import jp.quickcare.benchmarks.application.Folders;
import jp.quickcare.benchmarks.application.GeneratedApplication;
import jp.quickcare.benchmarks.measure.Command;
import jp.quickcare.benchmarks.serve.StaticServer;
import org.update4j.Configuration;
import org.update4j.FileMetadata;

/** update4j with its own bootstrap and a signed configuration, kept locally for starts without a server. */
public final class Update4jSubject implements Subject {
    private final Path published;
    private final Path peers;
    private final Front server;
    private final Path keys;
    private final Path certificate;

    /**
     * Makes the subject.
     *
     * @param work an empty folder of its own
     * @param peers folder with the jar of update4j
     * @throws IOException if the disk refuses
     * @throws InterruptedException if interrupted while the key is made
     */
    public Update4jSubject(Path work, Path peers) throws IOException, InterruptedException {
        this.peers = peers;
        this.published = Files.createDirectories(work.resolve("published"));
        this.server = new Front(port -> new StaticServer(port, published));
        this.keys = Java.makeKey(work, "PKCS12");
        this.certificate = Java.exportCertificate(work, keys);
    }

    @Override
    public String name() {
        return "update4j";
    }

    @Override
    public void offer(GeneratedApplication release) throws IOException {
        Folders.copy(release.folder(), published);
        var builder = Configuration.builder()
                .baseUri(server.url())
                .basePath("${user.dir}/application")
                .property("default.launcher.main.class", release.mainClass())
                .signer(privateKey());
        for (String jar : release.jars()) {
            builder.file(FileMetadata.readFrom(published.resolve(jar))
                    .path(jar)
                    .uri(jar)
                    .classpath());
        }
        try (Writer out = Files.newBufferedWriter(published.resolve("configuration.xml"))) {
            builder.build().write(out);
        }
    }

    private PrivateKey privateKey() throws IOException {
        try (InputStream in = Files.newInputStream(keys)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, "password".toCharArray());
            return (PrivateKey) store.getKey("vendor", "password".toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("The key of update4j cannot be read: " + keys, e);
        }
    }

    @Override
    public void server(ServerState state) throws IOException {
        server.become(state);
    }

    @Override
    public void prepare(Path client) throws IOException {
        Files.createDirectories(client);
        Files.copy(certificate, client.resolve("vendor.crt"));
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
                "-jar",
                peers.resolve("update4j.jar").toString(),
                "--remote",
                server.url() + "configuration.xml",
                "--local",
                "configuration.xml",
                "--syncLocal",
                "--cert",
                "vendor.crt");
    }

    @Override
    public Path application(Path client) {
        return client.resolve("application");
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

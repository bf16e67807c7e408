package jp.quickcare.benchmarks.subject;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jp.quickcare.benchmarks.application.Folders;
import jp.quickcare.benchmarks.application.GeneratedApplication;
import jp.quickcare.benchmarks.measure.Command;
import jp.quickcare.benchmarks.serve.StaticServer;

/**
 * {@code curl} of one zip with all of the release, {@code unzip}, and {@code java -jar}: what an install cannot avoid.
 * Nothing is verified but unzip's check sums, nothing is signed, and nothing is flushed to the disk.
 */
public final class CurlSubject implements Subject {
    /** Name in tables and JSON. */
    public static final String NAME = "curl-unzip";

    private static final String ZIP = "application.zip";

    private final Path published;
    private final Front server;

    /**
     * Makes the subject.
     *
     * @param work an empty folder of its own
     * @throws IOException if no port is free
     */
    public CurlSubject(Path work) throws IOException {
        published = Files.createDirectories(work.resolve("published"));
        server = new Front(port -> new StaticServer(port, published));
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Packs the release as {@code zip} does, compressed. */
    @Override
    public void offer(GeneratedApplication release) throws IOException {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(published.resolve(ZIP)));
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Path path : Folders.files(release.folder())) {
                zip.putNextEntry(new ZipEntry(release.folder().relativize(path).toString()));
                Files.copy(path, zip);
                zip.closeEntry();
            }
        }
    }

    @Override
    public void server(ServerState state) throws IOException {
        server.become(state);
    }

    @Override
    public long lineBytes() {
        return server.lineBytes();
    }

    @Override
    public void prepare(Path client) throws IOException {
        Files.createDirectories(client);
    }

    @Override
    public Command install(Path client) {
        String line = "curl -sSf -o %s %s && unzip -q %s -d application && exec %s -jar application/care.jar"
                .formatted(ZIP, server.url() + ZIP, ZIP, Java.program("java"));
        return new Command(List.of("/bin/sh", "-c", line), client, Map.of());
    }

    @Override
    public Command update(Path client) {
        return install(client);
    }

    @Override
    public Command start(Path client) {
        return install(client);
    }

    @Override
    public Path application(Path client) {
        return client.resolve("application");
    }

    @Override
    public boolean waitsForSilentServer() {
        return false;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

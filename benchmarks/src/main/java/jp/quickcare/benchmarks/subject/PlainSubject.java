package jp.quickcare.benchmarks.subject;

import java.io.IOException;
import java.nio.file.Path;
import jp.quickcare.benchmarks.application.Folders;
import jp.quickcare.benchmarks.application.GeneratedApplication;
import jp.quickcare.benchmarks.measure.Command;

/** {@code java -jar}, with nobody to keep it up to date: the measure of every start. */
public final class PlainSubject implements Subject {
    private final Path published;

    /**
     * Makes the subject.
     *
     * @param work an empty folder of its own
     */
    public PlainSubject(Path work) {
        published = work.resolve("published");
    }

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public void offer(GeneratedApplication release) throws IOException {
        Folders.copy(release.folder(), published);
    }

    @Override
    public void server(ServerState state) {}

    @Override
    public void prepare(Path client) throws IOException {
        Folders.copy(published, application(client));
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
                application(client).resolve("care.jar").toString());
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
    public void close() {}
}

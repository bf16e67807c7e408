package jp.quickcare.benchmarks.subject;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import jp.quickcare.benchmarks.application.GeneratedApplication;
import jp.quickcare.benchmarks.measure.Command;

/** One way to keep the application up to date and to start it: its publisher, its server and its clients. */
public interface Subject extends Closeable {
    /**
     * Returns the name in tables and JSON.
     *
     * @return lower case, no spaces
     */
    String name();

    /**
     * Publishes a release, signed, and offers it to every client from now on.
     *
     * @param release newer than any before
     * @throws IOException if the publisher's tools fail
     * @throws InterruptedException if interrupted while they run
     */
    void offer(GeneratedApplication release) throws IOException, InterruptedException;

    /**
     * Makes the server be as said.
     *
     * @param state of the server from now on
     * @throws IOException if the server does not follow
     * @throws InterruptedException if interrupted while it starts or stops
     */
    void server(ServerState state) throws IOException, InterruptedException;

    /**
     * Returns how much has crossed the slow line to the server since it has been as it is.
     *
     * @return bytes of both directions; 0 where there is no such line
     */
    default long lineBytes() {
        return 0;
    }

    /**
     * Puts what an installer or administrator brings to a PC into a folder: launcher, address, trusted key.
     *
     * @param client an empty folder
     * @throws IOException if the disk refuses
     */
    void prepare(Path client) throws IOException;

    /**
     * Returns the command that installs the application on a prepared PC and starts it.
     *
     * @param client a prepared folder
     * @return the command
     */
    Command install(Path client);

    /**
     * Returns the command that brings an installed application to the release on offer and starts it.
     *
     * @param client a folder with the application installed
     * @return the command
     */
    Command update(Path client);

    /**
     * Returns the user's click.
     *
     * @param client a folder with the application installed
     * @return the command
     */
    Command start(Path client);

    /**
     * Returns what the subject does off the user's path after an install or update, as a command of its own, so that it
     * can be counted apart: by itself it does this later, in the background.
     *
     * @param client a folder with the application installed
     * @return empty if there is no such thing
     */
    default Optional<Command> afterwards(Path client) {
        return Optional.empty();
    }

    /**
     * Returns where the application's files are.
     *
     * @param client a folder with the application installed
     * @return a folder to compare with the release's
     */
    Path application(Path client);

    /**
     * Whether a start with a server that never answers takes so long that few runs must do.
     *
     * @return true for subjects that wait for their time limit
     */
    boolean waitsForSilentServer();
}

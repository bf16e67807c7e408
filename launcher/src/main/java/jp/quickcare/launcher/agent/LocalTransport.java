package jp.quickcare.launcher.agent;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.system.Providers;

/**
 * How programs of one PC reach the agent of an installation there, and nobody from elsewhere. A system's own is found by
 * {@link Providers}; without one it is a socket in the installation's folder.
 */
public interface LocalTransport {
    /** One connection. Its streams are used by one thread each; closing it from any other ends both. */
    interface Link extends Closeable {
        /** Waits for some of what the other side says. @return how many bytes, -1 at the end */
        int read(byte[] into, int from, int length) throws IOException;

        /** Says all of it. */
        void write(byte[] bytes, int from, int length) throws IOException;

        /** What the other side says. */
        default InputStream in() {
            return new LinkInput(this);
        }

        /** What is said to it. */
        default OutputStream out() {
            return new LinkOutput(this);
        }

        /**
         * The account of who said something here, as the system tells it and never he himself; empty where it does not.
         * Asked once something was read.
         */
        String user();
    }

    /** Where callers come in. */
    interface Door extends Closeable {
        /** Waits for the next one. @throws IOException the door is closed, or nobody can come any more */
        Link accept() throws IOException;
    }

    /** Whether this system is the one it is for. */
    boolean fits();

    /**
     * Opens the door of an installation's agent, for every user of this PC.
     *
     * @throws IOException another agent has it open, or the system refuses it
     */
    Door open(Home home) throws IOException;

    /**
     * Reaches the agent of an installation; empty where there is none, or what answers there is not one of those who
     * may change the installation.
     */
    Optional<Link> reach(Home home);

    /**
     * Why an agent must not work on this installation: somebody else could put a program there, which the agent would
     * then run with its own rights. Empty where all is well.
     */
    Optional<String> unsafe(Home home);

    /** The one of this system. */
    static LocalTransport ofSystem() {
        for (LocalTransport found : Providers.of(LocalTransport.class)) {
            if (found.fits()) {
                return found;
            }
        }
        return new UnixSockets();
    }
}

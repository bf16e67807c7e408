package jp.quickcare.server.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;

/** The services of one kind of operating system; found by {@link ServiceLoader}. Every failure says what to do. */
public interface SystemService {
    /** Whether this machine is one that it is for. */
    boolean fits();

    /**
     * Makes the service known to the system, in place of an older definition of ours; does not start it. What it runs
     * knows its name ({@link ThisService#name()}), and is started again when it ends with an error or
     * with {@link Ending#AGAIN}.
     *
     * @throws ServerFailure the caller may not, or a service of that name is not ours
     */
    void install(ServiceDefinition definition) throws ServerFailure;

    /** Stops the service and forgets it; the site's folder stays. @throws ServerFailure it is not installed */
    void uninstall(String name) throws ServerFailure;

    /** Starts it; returns when its process is there, which is before it answers. @throws ServerFailure it cannot */
    void start(String name) throws ServerFailure;

    /** Ends it and waits for that. @throws ServerFailure it cannot */
    void stop(String name) throws ServerFailure;

    /** What it does now. @throws ServerFailure the system does not tell */
    ServiceState state(String name) throws ServerFailure;

    /** What to type to read the messages of a service, whose site's folder that is. */
    String messages(String name, Path site);

    /**
     * Has the machine's firewall let other computers reach the service, where it has one that is told by programs.
     *
     * @param ports that it listens on
     * @return what to tell of it, and, where it was refused, what to type; empty where there is nothing to tell
     */
    default Optional<Sentence> admit(String name, List<Integer> ports) {
        return Optional.empty();
    }

    /** The one of this machine. @throws ServerFailure there is none that is known here */
    static SystemService ofMachine() throws ServerFailure {
        for (SystemService found : ServiceLoader.load(SystemService.class)) {
            if (found.fits()) {
                return found;
            }
        }
        Systemd systemd = new Systemd();
        if (systemd.fits()) {
            return systemd;
        }
        throw new ServerFailure(FailureCode.BAD_INPUT, Sentence.of("service.unknown-system"));
    }
}

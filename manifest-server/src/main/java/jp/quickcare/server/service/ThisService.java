package jp.quickcare.server.service;

import java.util.Optional;
import jp.quickcare.server.failure.ServerFailure;

/** The service of this machine as which this very process runs. */
public final class ThisService {
    /** Where it is said of a service whose environment is not ours to set. */
    public static final String NAME_PROPERTY = "quickcare.service";

    private ThisService() {}

    /** Its name; empty where the server was started by hand. */
    public static Optional<String> name() {
        return Optional.ofNullable(System.getProperty(NAME_PROPERTY, System.getenv(ServiceDefinition.NAME_VARIABLE)))
                .filter(name -> !name.isBlank());
    }

    /** What the system says of it; empty where it is none, or the system does not tell. Asks the system, so not quick. */
    public static Optional<ServiceState> state() {
        if (name().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(SystemService.ofMachine().state(name().get()))
                    .filter(state -> state.running() != ServiceState.Running.NOT_INSTALLED);
        } catch (ServerFailure silent) {
            return Optional.empty();
        }
    }
}

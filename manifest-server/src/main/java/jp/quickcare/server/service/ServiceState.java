package jp.quickcare.server.service;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the operating system says of a service.
 *
 * @param running what it does
 * @param atBoot whether it starts with the computer
 * @param site the site's folder; empty where it is not installed
 * @param detail why it does not run, or since when it does, in the system's words; may be empty
 */
public record ServiceState(Running running, boolean atBoot, Optional<Path> site, String detail) {
    /** What a service does. */
    public enum Running {
        /** There is no such service, or it is not one of ours. */
        NOT_INSTALLED,
        /** It was not started, or was stopped. */
        STOPPED,
        /** It runs, or is just starting or stopping. */
        RUNNING,
        /** It ended by itself with an error. */
        FAILED
    }

    /** Nothing of that name. */
    public static final ServiceState NONE = new ServiceState(Running.NOT_INSTALLED, false, Optional.empty(), "");
}

package jp.quickcare.launcher.register;

import java.io.IOException;
import java.util.Optional;

/**
 * Where the system keeps which version of each component is installed (SPEC A22, A27): the Windows registry, or a file.
 * A component is an application by its id, the launcher ({@code launcher}) or a Java runtime. Not thread-safe.
 */
public interface VersionStore {
    /** The version last stored for a component, if there is one. */
    Optional<String> find(String component) throws IOException;

    /** Stores the version of a component; durable when it returns. */
    void store(String component, String version) throws IOException;

    /** Forgets a component; no harm when it is not known. */
    void remove(String component) throws IOException;
}

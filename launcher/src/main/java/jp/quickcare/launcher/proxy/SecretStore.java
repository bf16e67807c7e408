package jp.quickcare.launcher.proxy;

import java.io.IOException;
import java.util.Optional;

/**
 * Where the operating system keeps a user's secrets, so that they lie nowhere in the clear; that of Windows is found by
 * {@link java.util.ServiceLoader}.
 */
public interface SecretStore {
    /** Whether this system has it, for the user of this process. Quick: no process is started for it. */
    boolean fits();

    /** The secret of that name; empty where there is none, or the store stays shut. */
    Optional<String> find(String name);

    /** Keeps a secret, in place of one of that name. @throws IOException it is not kept */
    void keep(String name, String secret) throws IOException;
}

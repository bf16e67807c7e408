package jp.quickcare.bootstrap;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an application started by the launcher may ask of it and tell it. Works the same in the launcher's JVM and, via
 * the environment, in a process of its own. Thread-safe.
 */
public final class ApplicationLink {
    ApplicationLink() {}

    /** The link of this process; empty when the application was not started by the launcher. */
    public static Optional<ApplicationLink> current() {
        return Optional.empty();
    }

    /** The optional update that is there now; empty when there is none, or none is known yet. */
    public Optional<UpdateNotice> notice() {
        return Optional.empty();
    }

    /**
     * Hears of an optional update, at once when one is known already, else when it becomes known.
     *
     * @param listener called on a thread of the launcher (not on that of a user interface), once for each notice
     */
    public void onNotice(Consumer<UpdateNotice> listener) {}

    /** Says that the application has come up; a new release that never says so is put back (SPEC A33). */
    public void reportWell() {}

    /** Ends this process as {@link System#exit} does, updates, and starts the application again. Does not return. */
    public void updateAndRestart() {}

    /** For the launcher: an optional update has become known. */
    public void announce(UpdateNotice notice) {}
}

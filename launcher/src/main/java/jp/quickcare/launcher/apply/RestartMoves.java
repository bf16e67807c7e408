package jp.quickcare.launcher.apply;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.system.Providers;

/**
 * Has the system rename files when it starts again, before any program runs (SPEC A25). Found by {@link Providers};
 * most systems need no such thing, as they rename files that are open.
 */
public interface RestartMoves {
    /**
     * A rename within one volume.
     *
     * @param from absolute
     * @param to absolute, in a folder that exists
     */
    record Rename(Path from, Path to) {}

    /** Whether this system is the one it is for. */
    boolean fits();

    /**
     * Notes renames, to be carried out in this order.
     *
     * @throws IOException the system refuses it to this user; some of them may be noted
     */
    void schedule(List<Rename> renames) throws IOException;

    /**
     * Takes back those that are still noted.
     *
     * @throws IOException the system refuses it to this user; then they will be carried out
     */
    void withdraw(List<Rename> renames) throws IOException;

    /** The one of this system. */
    static Optional<RestartMoves> ofSystem() {
        for (RestartMoves found : Providers.of(RestartMoves.class)) {
            if (found.fits()) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}

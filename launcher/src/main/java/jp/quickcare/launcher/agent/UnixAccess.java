package jp.quickcare.launcher.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import jp.quickcare.launcher.home.Home;

/**
 * Owners and modes of Unix.
 *
 * @param owner the number of the agent's own account; root may change everything anyway
 */
record UnixAccess(int owner) implements AgentGround.Rights {
    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final int STICKY = 01000;

    /** The first thing of an installation that others than its owner may change. */
    static Optional<String> unsafe(Home home) {
        try {
            return AgentGround.unsafe(home, new UnixAccess(uid(home.folder().toRealPath())));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.of(home.folder() + " (" + e + ")");
        }
    }

    @Override
    public Optional<String> toChange(Path path) throws IOException {
        int uid = uid(path);
        boolean open = (mode(path) & WRITABLE_BY_OTHERS) != 0 || (uid != 0 && uid != owner);
        return open ? Optional.of(path.toString()) : Optional.empty();
    }

    @Override
    public Optional<String> toExchangeWithin(Path folder) throws IOException {
        return (mode(folder) & STICKY) != 0 ? Optional.empty() : toChange(folder);
    }

    static int uid(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static int mode(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    }
}

package jp.quickcare.launcher.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jp.quickcare.launcher.home.Home;

/** Whether somebody without the agent's rights could change what the agent runs. */
public final class AgentGround {
    /** What one system says about that; in each case the path, and who it is where the system names him. */
    public interface Rights {
        /** That others may change this file or folder; empty where nobody may. @throws IOException it does not tell */
        Optional<String> toChange(Path path) throws IOException;

        /** That others may put something else in the place of what is in this folder. @throws IOException it does not tell */
        Optional<String> toExchangeWithin(Path folder) throws IOException;
    }

    private AgentGround() {}

    /** The first thing of an installation, or above it, that others may change; empty where all is well. */
    public static Optional<String> unsafe(Home home, Rights rights) {
        try {
            Optional<String> found = rights.toChange(home.folder());
            Path folder = home.folder().toRealPath();
            for (Path above = folder.getParent(); above != null && found.isEmpty(); above = above.getParent()) {
                found = rights.toExchangeWithin(above);
            }
            for (Path part : List.of(home.state(), home.app())) {
                if (found.isEmpty() && Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
                    found = rights.toChange(part);
                }
            }
            for (Path programs : List.of(home.launchers(), home.bin(), runtimes(home), home.archives())) {
                found = found.isEmpty() ? within(programs, rights) : found;
            }
            return found;
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.of(home.folder() + " (" + e + ")");
        }
    }

    /** The Java that the agent and its updates run with. */
    private static Path runtimes(Home home) {
        return home.folder().resolve("runtime");
    }

    private static Optional<String> within(Path folder, Rights rights) throws IOException {
        if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (Stream<Path> programs = Files.walk(folder)) {
            for (Path program : (Iterable<Path>) programs::iterator) {
                Optional<String> found = rights.toChange(program);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }
    }
}

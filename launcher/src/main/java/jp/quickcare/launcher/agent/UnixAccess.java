package jp.quickcare.launcher.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jp.quickcare.launcher.home.Home;

/** Who but the agent's own account could change what the agent runs. */
final class UnixAccess {
    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final int STICKY = 01000;

    private UnixAccess() {}

    /** The first thing of an installation that others may change. */
    static Optional<String> unsafe(Home home) {
        try {
            Path folder = home.folder().toRealPath();
            int owner = uid(folder);
            for (Path above = folder; above != null; above = above.getParent()) {
                boolean inItself = above.equals(folder);
                if (isOpen(above, owner) && (inItself || (mode(above) & STICKY) == 0)) {
                    return Optional.of(above.toString());
                }
            }
            for (Path part : List.of(home.state(), home.app())) {
                if (Files.exists(part, LinkOption.NOFOLLOW_LINKS) && isOpen(part, owner)) {
                    return Optional.of(part.toString());
                }
            }
            for (Path programs : List.of(home.launchers(), home.bin(), runtimes(home), home.archives())) {
                Optional<Path> open = openIn(programs, owner);
                if (open.isPresent()) {
                    return open.map(Path::toString);
                }
            }
            return Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.of(home.folder() + " (" + e + ")");
        }
    }

    /** The Java that the agent and its updates run with. */
    private static Path runtimes(Home home) {
        return home.folder().resolve("runtime");
    }

    private static Optional<Path> openIn(Path folder, int owner) throws IOException {
        if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (Stream<Path> programs = Files.walk(folder)) {
            for (Path program : (Iterable<Path>) programs::iterator) {
                if (isOpen(program, owner)) {
                    return Optional.of(program);
                }
            }
            return Optional.empty();
        }
    }

    private static boolean isOpen(Path path, int owner) throws IOException {
        int uid = uid(path);
        return (mode(path) & WRITABLE_BY_OTHERS) != 0 || (uid != 0 && uid != owner);
    }

    static int uid(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static int mode(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    }
}

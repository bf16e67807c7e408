package jp.quickcare.launcher.apply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.durable.RealFolders;
import jp.quickcare.launcher.durable.RealFolders.Standing;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.manifest.release.SafePath;

/**
 * Works out which renames bring a release's files to their places: what is in the way and where it goes. Looks at the
 * disk and changes nothing.
 */
final class Route {
    private static final String APP = "app/";

    private final Home home;
    private final RealFolders folders;
    private final Map<String, String> ours = new LinkedHashMap<>();
    private final Map<String, String> oursByKey = new HashMap<>();
    private final Map<String, String> users = new LinkedHashMap<>();
    private final Set<String> made = new LinkedHashSet<>();
    private final Set<String> wanted = new HashSet<>();

    /**
     * @param asideFolder relative to the home: where files of the installed release go
     * @param installed the installed release's files that go away
     * @param arriving the places that files come to
     * @param staying the places whose files stay
     */
    Route(
            Home home,
            String asideFolder,
            Collection<SafePath> installed,
            Collection<SafePath> arriving,
            Collection<SafePath> staying)
            throws IOException {
        this.home = home;
        this.folders = new RealFolders(home.app());
        if (!Files.exists(home.app(), LinkOption.NOFOLLOW_LINKS)) {
            made.add("app");
        }
        for (SafePath path : installed) {
            if (folders.standing(path.toString()) == Standing.FILE) {
                ours.put(path.toString(), asideFolder + "/files/" + path);
                oursByKey.put(path.key(), path.toString());
            }
        }
        arriving.forEach(path -> wanted.add(APP + path));
        staying.forEach(path -> wanted.add(APP + path));
        for (SafePath path : arriving) {
            clear(path);
        }
    }

    /** What goes out of the way: the installed release's files, then what is the user's. */
    List<Move> aside() {
        List<Move> moves = new ArrayList<>();
        ours.forEach((path, to) -> moves.add(new Move(APP + path, to)));
        users.forEach((path, to) -> moves.add(new Move(path, to)));
        return moves;
    }

    /** Folders that have to be made, each before those in it. */
    List<String> madeFolders() {
        return List.copyOf(made);
    }

    /** Where things of the user's go, relative to the home. */
    List<String> userNames() {
        return List.copyOf(users.values());
    }

    private void clear(SafePath path) throws IOException {
        String text = path.toString();
        for (int slash = text.indexOf('/'); slash > 0; slash = text.indexOf('/', slash + 1)) {
            String folder = text.substring(0, slash);
            Standing standing = folders.standing(folder);
            if ((standing == Standing.FILE && !ours.containsKey(folder)) || isLink(folder, standing)) {
                keep(folder);
            }
            if (standing != Standing.FOLDER) {
                made.add(APP + folder);
            }
        }
        Standing standing = folders.standing(text);
        boolean inTheWay = switch (standing) {
            case ABSENT -> false;
            case FILE -> !isOurs(path);
            case FOLDER -> !vanishes(home.app().resolve(text), text);
            case OTHER -> isLink(text, standing);
        };
        if (inTheWay) {
            keep(text);
        }
    }

    /** Something under a link or a file is OTHER too, but goes away with that. */
    private boolean isLink(String path, Standing standing) throws IOException {
        if (standing != Standing.OTHER) {
            return false;
        }
        int slash = path.lastIndexOf('/');
        return slash < 0 || folders.standing(path.substring(0, slash)) == Standing.FOLDER;
    }

    private boolean isOurs(SafePath path) throws IOException {
        if (ours.containsKey(path.toString())) {
            return true;
        }
        // Where case does not matter, A.jar of the installed release is what stands at the new one's a.jar.
        String twin = oursByKey.get(path.key());
        return twin != null
                && Files.isSameFile(home.app().resolve(twin), home.app().resolve(path.toString()));
    }

    /** Whether nothing is left of a folder once the installed release's files are out of it. */
    private boolean vanishes(Path folder, String path) throws IOException {
        for (Path child : DurableFiles.children(folder)) {
            String name = path + "/" + child.getFileName();
            boolean goes = Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)
                    ? holdsOurs(name) && vanishes(child, name)
                    : ours.containsKey(name);
            if (!goes) {
                return false;
            }
        }
        return true;
    }

    private boolean holdsOurs(String folder) {
        return ours.keySet().stream().anyMatch(path -> path.startsWith(folder + "/"));
    }

    private void keep(String path) {
        String from = APP + path;
        if (!users.containsKey(from)) {
            users.put(from, UserFiles.freeName(home, from, name -> wanted.contains(name) || users.containsValue(name)));
        }
    }
}

package jp.quickcare.delta.image;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jp.quickcare.delta.container.Little;
import jp.quickcare.delta.format.DamagedDeltaException;

/**
 * The entries of an image that list others: directories of modules have the places of the locations of what lies in them,
 * packages the modules that have them. What they list follows from all names.
 */
final class Directories {
    private static final String MODULES = "/modules";
    private static final int MOST_MODULES = 500;
    private static final String PACKAGES = "/packages";

    private final Names names;
    private final ImageIndex index;
    // By directory, and then by name: what lies in it.
    private final Map<String, TreeMap<String, Integer>> children = new HashMap<>();
    // Directories in which something else lies than directories.
    private final Set<String> filled = new HashSet<>();

    Directories(Names names, ImageIndex index) {
        this.names = names;
        this.index = index;
        for (int i = 0; i < names.count(); i++) {
            String text = names.text(i);
            String path = isListing(text) ? text : MODULES + text;
            String directory = path.substring(0, Math.max(0, path.lastIndexOf('/')));
            TreeMap<String, Integer> siblings = children.get(directory);
            if (siblings == null) {
                siblings = new TreeMap<>();
                children.put(directory, siblings);
            }
            siblings.put(path.substring(path.lastIndexOf('/') + 1), i);
            if (!isListing(text)) {
                filled.add(directory);
            }
        }
    }

    private static boolean isListing(String text) {
        return isIn(text, MODULES) || isIn(text, PACKAGES);
    }

    private static boolean isIn(String text, String directory) {
        return text.startsWith(directory)
                && (text.length() == directory.length() || text.charAt(directory.length()) == '/');
    }

    /**
     * What an entry lists.
     *
     * @throws DamagedDeltaException when by its name it lists nothing
     */
    byte[] content(int entry) throws DamagedDeltaException {
        String text = names.text(entry);
        if (text.startsWith(PACKAGES + '/')) {
            return modulesWith(text.substring(PACKAGES.length() + 1));
        }
        TreeMap<String, Integer> listed = children.get(text);
        if (!isListing(text) || listed == null) {
            throw new DamagedDeltaException("an entry that lists nothing");
        }
        byte[] content = new byte[4 * listed.size()];
        int at = 0;
        for (int child : listed.values()) {
            Little.put32(content, at, index.locationAt(child));
            at += 4;
        }
        return content;
    }

    /** For each module whether it has only other packages in that one, and where its name is. */
    private byte[] modulesWith(String packageName) throws DamagedDeltaException {
        TreeMap<String, Integer> modules = children.get(MODULES);
        if (modules == null || modules.size() > MOST_MODULES) {
            throw new DamagedDeltaException("a package without modules, or with too many");
        }
        byte[] content = new byte[8 * modules.size()];
        int at = 0;
        for (Map.Entry<String, Integer> module : modules.entrySet()) {
            String directory = MODULES + '/' + module.getKey() + '/' + packageName.replace('.', '/');
            if (children.containsKey(directory)) {
                Little.put32(content, at, filled.contains(directory) ? 0 : 1);
                Little.put32(content, at + 4, index.stringAt(module.getValue(), ImageFormat.BASE));
                at += 8;
            }
        }
        return Arrays.copyOf(content, at);
    }
}

package jp.quickcare.delta.chunk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files of a release as they lie somewhere, by number; only a few are open at a time. Not thread-safe. */
final class CutFiles implements Closeable {
    private static final int MAX_OPEN = 4;

    private final List<Path> paths;
    private final LinkedHashMap<Integer, CutFile> open = new LinkedHashMap<>(16, 0.75f, true);

    CutFiles(List<Path> paths) {
        this.paths = paths;
    }

    int count() {
        return paths.size();
    }

    CutFile get(int file) throws IOException {
        CutFile there = open.get(file);
        if (there != null) {
            return there;
        }
        if (open.size() >= MAX_OPEN) {
            Iterator<Map.Entry<Integer, CutFile>> all = open.entrySet().iterator();
            CutFile least = all.next().getValue();
            all.remove();
            least.close();
        }
        CutFile opened = new CutFile(paths.get(file));
        open.put(file, opened);
        return opened;
    }

    @Override
    public void close() throws IOException {
        for (CutFile file : open.values()) {
            file.close();
        }
        open.clear();
    }
}

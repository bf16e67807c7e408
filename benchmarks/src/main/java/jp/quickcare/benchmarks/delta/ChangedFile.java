package jp.quickcare.benchmarks.delta;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;

/**
 * A file of the new release whose content the old one has nowhere.
 *
 * @param old the file of the same path, else of the same path without versions
 * @param fresh the file itself
 */
public record ChangedFile(Optional<Path> old, Path fresh) {
    /** All of them, by path: what only moved costs no peer anything either. */
    public static List<ChangedFile> between(Path old, Path fresh) throws IOException {
        Map<String, Path> likely = new HashMap<>();
        Set<Sha256> had = new HashSet<>();
        for (ReleaseFile file : DeltaTool.files(old)) {
            String path = file.path().toString();
            had.add(file.sha256());
            likely.putIfAbsent(withoutVersion(path), old.resolve(path));
            likely.put(path, old.resolve(path));
        }
        List<ChangedFile> changed = new ArrayList<>();
        for (ReleaseFile file : DeltaTool.files(fresh).stream()
                .sorted(java.util.Comparator.comparing(ReleaseFile::path))
                .toList()) {
            String path = file.path().toString();
            if (had.add(file.sha256())) {
                Path from = likely.getOrDefault(path, likely.get(withoutVersion(path)));
                changed.add(new ChangedFile(Optional.ofNullable(from), fresh.resolve(path)));
            }
        }
        return changed;
    }

    private static String withoutVersion(String path) {
        return path.replaceAll("[-_.]?[0-9]+", "");
    }

    /** A line of the list that the script reads. */
    String line(int number) {
        return number + "\t" + old.map(Path::toString).orElse("-") + "\t" + fresh + "\n";
    }
}

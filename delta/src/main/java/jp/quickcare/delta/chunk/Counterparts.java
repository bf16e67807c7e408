package jp.quickcare.delta.chunk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.quickcare.delta.zip.ZipEntries;
import jp.quickcare.manifest.release.ReleaseFile;

/** Which unit of an older release a changed one most likely comes from. Not thread-safe. */
final class Counterparts {
    private final CutRelease old;
    private final Map<String, Integer> byPath = new HashMap<>();
    private final Map<String, Integer> likely = new HashMap<>();
    private final Set<Long> hashes = new HashSet<>();

    Counterparts(CutRelease old) {
        this.old = old;
        for (int i = 0; i < old.contents().size(); i++) {
            String path = old.contents().get(i).path().toString();
            byPath.put(path, i);
            likely.putIfAbsent(withoutVersion(path), i);
            old.units(i).forEach(unit -> hashes.add(unit.hash()));
        }
    }

    private static String withoutVersion(String path) {
        return path.replaceAll("[-_.]?[0-9]+", "");
    }

    /** A unit of the older release. */
    record Found(int file, Unit unit) {}

    boolean has(Unit unit) {
        return hashes.contains(unit.hash());
    }

    /** One for each unit of a file of the new release; empty where it is there as it is, or nothing resembles it. */
    List<Optional<Found>> of(ReleaseFile file, CutFile fresh, List<Unit> units) throws IOException {
        Integer number = byPath.get(file.path().toString());
        if (number == null) {
            number = likely.get(withoutVersion(file.path().toString()));
        }
        List<Optional<Found>> found = new ArrayList<>();
        if (number == null) {
            units.forEach(unit -> found.add(Optional.empty()));
            return found;
        }
        int from = number;
        List<Unit> before = old.units(from);
        Map<Long, Integer> places = new HashMap<>();
        Map<Integer, Integer> unitOfEntry = new HashMap<>();
        for (int i = 0; i < before.size(); i++) {
            places.putIfAbsent(before.get(i).hash(), i);
            if (before.get(i).kind() == UnitKind.ENTRIES) {
                for (long e = before.get(i).at();
                        e < before.get(i).at() + before.get(i).length();
                        e++) {
                    unitOfEntry.put((int) e, i);
                }
            }
        }
        int next = 0;
        for (Unit unit : units) {
            Integer same = places.get(unit.hash());
            int place = same != null ? same : next;
            if (same == null && unit.kind() == UnitKind.ENTRIES) {
                place = byName(fresh.entries(), unit, old.file(from), unitOfEntry, place);
            }
            next = place + 1;
            boolean usable =
                    !has(unit) && place < before.size() && before.get(place).kind() == unit.kind();
            found.add(usable ? Optional.of(new Found(from, before.get(place))) : Optional.empty());
        }
        return found;
    }

    /** The unit with the entry that is named as the largest of this one. */
    private static int byName(
            ZipEntries fresh, Unit unit, CutFile before, Map<Integer, Integer> unitOfEntry, int otherwise) {
        if (before.zip().isEmpty()) {
            return otherwise;
        }
        int largest = (int) unit.at();
        for (int i = largest; i < unit.at() + unit.length(); i++) {
            if (fresh.payloadLength(i) > fresh.payloadLength(largest)) {
                largest = i;
            }
        }
        int entry = before.entries().find(fresh.name(largest));
        return unitOfEntry.getOrDefault(entry, otherwise);
    }
}

package jp.quickcare.delta.create;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.delta.container.Entries;
import jp.quickcare.delta.container.Sizes;
import jp.quickcare.delta.plan.EntryPlan;

/** The entries of changed files that are made before the one looked at: the same bytes need not come twice. */
final class MadeEntries {
    private final Map<Sizes, Place> places = new HashMap<>();
    private final List<Sizes> ofThisFile = new ArrayList<>();
    private int file;

    private record Place(int file, int entry, Entries entries) {}

    /** Remembers an entry of the file looked at, if its headers will say what they say now. */
    void add(Entries entries, int entry, Sizes sizes) {
        if (entries.payloadLength(entry) > 0
                && entries.sizes(entry).equals(sizes)
                && places.putIfAbsent(sizes, new Place(file, entry, entries)) == null) {
            ofThisFile.add(sizes);
        }
    }

    Optional<EntryPlan> find(Sizes sizes, byte[] payload) throws IOException {
        Place place = places.get(sizes);
        return place != null && OldIndex.isSame(place.entries(), place.entry(), sizes, payload)
                ? Optional.of(new EntryPlan.CopyNew(place.file(), place.entry()))
                : Optional.empty();
    }

    /** The file looked at is no container after all. */
    void forget() {
        ofThisFile.forEach(places::remove);
        ofThisFile.clear();
    }

    void endFile() {
        ofThisFile.clear();
        file++;
    }

    /** A file that is no container comes between. */
    void skipFile() {
        file++;
    }
}

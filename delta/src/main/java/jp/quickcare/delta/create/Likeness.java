package jp.quickcare.delta.create;

import java.io.IOException;
import java.util.Optional;
import jp.quickcare.delta.container.Entries;
import jp.quickcare.delta.deflate.RecipeFinder;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.plan.OldContent;
import jp.quickcare.delta.plan.OldFiles;
import jp.quickcare.delta.plan.Piece.Source;

/** Which old entry a changed one may resemble: the one of its name in the old file's place, else one somewhere else. */
record Likeness(OldFiles old, OldIndex index) {
    /** What an entry may resemble, and how long that is. */
    record Likely(Source source, long length) {}

    /**
     * What is to be tried for one entry.
     *
     * @param name of the entry
     * @param counterpart the entries of the old file in its place
     * @param same which of those has its name; below 0 where none has
     */
    Likely of(String name, Optional<Entries> counterpart, int same) throws IOException, DamagedDeltaException {
        if (same >= 0 && isReadable(counterpart.orElseThrow(), same)) {
            return new Likely(new Source.Counterpart(), new OldContent.Entry(counterpart.get(), same).lengthBytes());
        }
        Optional<OldIndex.Place> place = index.likely(name);
        if (place.isPresent()) {
            Entries entries = old.entries(place.get().file()).orElseThrow();
            if (isReadable(entries, place.get().entry())) {
                return new Likely(
                        new Source.Elsewhere(place.get().file(), place.get().entry()),
                        new OldContent.Entry(entries, place.get().entry()).lengthBytes());
            }
        }
        return new Likely(new Source.None(), 0);
    }

    private static boolean isReadable(Entries entries, int entry) throws IOException {
        if (!entries.isDeflated(entry)) {
            return true;
        }
        return entries.payloadLength(entry) <= Analyzer.MAX_ENTRY_BYTES
                && entries.contentLength(entry) <= Analyzer.MAX_ENTRY_BYTES
                && RecipeFinder.inflate(entries.payload(entry), (int) entries.contentLength(entry))
                        .isPresent();
    }
}

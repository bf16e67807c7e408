package jp.quickcare.delta.chunk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jp.quickcare.delta.chunk.ChunkIndex.Packed;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;

/** Which units a PC lacks for the files that it wants, and the fewest bytes that bring them. */
public final class Missing {
    /** Requests that are made at most: what lies between two is brought along before there are more. */
    private static final int MAX_RANGES = 64;

    /** A request costs about as much as so many bytes. */
    private static final long GAP_BYTES = 2048;

    private final Map<Integer, Packed> units;
    private final List<Range> ranges;

    private Missing(Map<Integer, Packed> units, List<Range> ranges) {
        this.units = units;
        this.ranges = List.copyOf(ranges);
    }

    /**
     * A stretch of the object.
     *
     * @param at counted from the end of the index
     * @param length in bytes, at least 1
     */
    public record Range(long at, long length) {
        private long end() {
            return at + length;
        }
    }

    /**
     * Finds out.
     *
     * @param release the files of the release
     * @param wanted those of them that are to be made
     */
    public static Missing of(ChunkIndex index, OldUnits old, List<ReleaseFile> release, List<ReleaseFile> wanted) {
        Set<Sha256> contents = wanted.stream().map(ReleaseFile::sha256).collect(Collectors.toSet());
        Map<Integer, Packed> units = new TreeMap<>();
        List<ReleaseFile> files = ChunkIndex.contents(release);
        for (int i = 0; i < files.size(); i++) {
            if (contents.contains(files.get(i).sha256())) {
                FileUnits file = index.files().get(i);
                for (int unit = file.from(); unit < file.from() + file.count(); unit++) {
                    int first = index.first(unit);
                    if (!units.containsKey(first) && old.find(index.hash(first)).isEmpty()) {
                        units.put(first, shortest(index.packed(first), old));
                    }
                }
            }
        }
        return new Missing(units, ranges(units.values().stream().toList()));
    }

    private static Packed shortest(List<Packed> ways, OldUnits old) {
        return ways.stream()
                .filter(way -> way.behind() == 0 || old.find(way.behind()).isPresent())
                .min(Comparator.comparingInt(Packed::length))
                .orElseThrow();
    }

    /** The stretches that have these units, and as little else as so many requests allow. */
    static List<Range> ranges(List<Packed> units) {
        List<Range> ranges = new ArrayList<>();
        units.stream()
                .filter(unit -> unit.length() > 0)
                .sorted(Comparator.comparingLong(Packed::at))
                .forEach(unit -> ranges.add(new Range(unit.at(), unit.length())));
        List<Range> joined = joined(ranges, GAP_BYTES);
        return joined.size() <= MAX_RANGES ? joined : joined(joined, narrowest(joined, joined.size() - MAX_RANGES));
    }

    /** The widest of so many of the narrowest gaps. */
    private static long narrowest(List<Range> ranges, int gaps) {
        long[] widths = new long[ranges.size() - 1];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = ranges.get(i + 1).at() - ranges.get(i).end();
        }
        Arrays.sort(widths);
        return widths[gaps - 1];
    }

    private static List<Range> joined(List<Range> ranges, long gap) {
        List<Range> joined = new ArrayList<>();
        for (Range range : ranges) {
            Optional<Range> last = joined.isEmpty() ? Optional.empty() : Optional.of(joined.get(joined.size() - 1));
            if (last.isPresent() && range.at() - last.get().end() <= gap) {
                joined.set(
                        joined.size() - 1,
                        new Range(last.get().at(), range.end() - last.get().at()));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }

    /** What to bring, in order, none next to another. */
    public List<Range> ranges() {
        return ranges;
    }

    /** How many bytes that is. */
    public long bytes() {
        return ranges.stream().mapToLong(Range::length).sum();
    }

    Map<Integer, Packed> units() {
        return units;
    }
}

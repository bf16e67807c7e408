package jp.quickcare.delta.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.format.Limits;

/** The old bytes that a group's parts lie over, lane by lane: each stretch once, in the order of its first use. */
public final class GroupOld {
    private final List<byte[]> lanes;
    private final int[] expectedAt;

    private GroupOld(List<byte[]> lanes, int[] expectedAt) {
        this.lanes = lanes;
        this.expectedAt = expectedAt;
    }

    /**
     * A part of which it is known what it resembles.
     *
     * @param old what it resembles, if anything
     * @param oldAt where in that the part's old bytes begin
     * @param oldLength how many there are
     */
    public record Resolved(int lane, int length, Optional<OldContent> old, long oldAt, int oldLength) {}

    /** What a record has for equals and hashCode by itself takes Java longer to put together than a small delta takes. */
    private record Stretch(OldContent old, long at, int length) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Stretch that && at == that.at && length == that.length && old.equals(that.old);
        }

        @Override
        public int hashCode() {
            return (old.hashCode() * 31 + Long.hashCode(at)) * 31 + length;
        }
    }

    /**
     * Reads the old bytes.
     *
     * @throws DamagedDeltaException when they are more than a group may have, or not there
     */
    public static GroupOld read(List<Resolved> parts, int laneCount) throws IOException, DamagedDeltaException {
        List<Map<Stretch, Integer>> places = new ArrayList<>();
        for (int i = 0; i < laneCount; i++) {
            places.add(new LinkedHashMap<>());
        }
        int[] ends = new int[laneCount];
        int[] expectedAt = new int[parts.size()];
        long total = 0;
        for (int i = 0; i < expectedAt.length; i++) {
            Resolved part = parts.get(i);
            if (part.old().isEmpty()) {
                expectedAt[i] = ends[part.lane()];
                continue;
            }
            Stretch stretch = new Stretch(part.old().get(), part.oldAt(), part.oldLength());
            Integer known = places.get(part.lane()).get(stretch);
            if (known == null) {
                known = ends[part.lane()];
                places.get(part.lane()).put(stretch, known);
                total += part.oldLength();
                if (total > Limits.MAX_GROUP_OLD_BYTES) {
                    throw new DamagedDeltaException("more old bytes than may be held");
                }
                ends[part.lane()] += part.oldLength();
            }
            expectedAt[i] = known;
        }
        List<byte[]> lanes = new ArrayList<>();
        OldReading reading = new OldReading();
        for (int i = 0; i < laneCount; i++) {
            byte[] lane = new byte[ends[i]];
            for (Map.Entry<Stretch, Integer> place : places.get(i).entrySet()) {
                Stretch stretch = place.getKey();
                reading.add(stretch.old(), stretch.at(), lane, place.getValue(), stretch.length());
            }
            lanes.add(lane);
        }
        reading.run();
        return new GroupOld(lanes, expectedAt);
    }

    /** How many old bytes these parts lie over, each stretch once. */
    public static long sizeOf(List<Resolved> parts) {
        Sizing sizing = new Sizing();
        for (Resolved part : parts) {
            sizing.add(part);
        }
        return sizing.total;
    }

    /** Adds up how many old bytes parts lie over. Not thread-safe. */
    public static final class Sizing {
        private final Set<Map.Entry<Integer, Stretch>> seen = new HashSet<>();
        private long total;

        /** How many there would be with that part. */
        public long with(Resolved part) {
            return total + (part.old().isEmpty() || seen.contains(key(part)) ? 0 : part.oldLength());
        }

        /** Adds that part. */
        public void add(Resolved part) {
            total = with(part);
            if (part.old().isPresent()) {
                seen.add(key(part));
            }
        }

        private static Map.Entry<Integer, Stretch> key(Resolved part) {
            return Map.entry(part.lane(), new Stretch(part.old().orElseThrow(), part.oldAt(), part.oldLength()));
        }
    }

    /** The old bytes of a lane; not to be changed. */
    public byte[] lane(int lane) {
        return lanes.get(lane);
    }

    /** Where in its lane the old bytes of a part begin; for one that resembles nothing, any place within. */
    public int expectedAt(int part) {
        return expectedAt[part];
    }
}

package jp.quickcare.delta.apply;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import jp.quickcare.delta.difference.PartReader;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.format.Limits;
import jp.quickcare.delta.plan.Group;
import jp.quickcare.delta.plan.GroupOld;
import jp.quickcare.delta.plan.GroupOld.Resolved;
import org.tukaani.xz.LZMA2InputStream;

/** Reads the parts of all groups one after another; the old bytes of one group at a time are held. Not thread-safe. */
final class GroupReader {
    private final PartReader reader;
    private final Sections sections;
    private List<Group> groups = List.of();
    private List<Resolved> parts = List.of();
    private int laneCount;
    private int nextGroup;
    private int nextPart;
    private int groupBegin;
    private int groupEnd;
    private GroupOld old;
    private List<InputStream> literals = List.of();

    GroupReader(PartReader reader, Sections sections) throws IOException, DamagedDeltaException {
        this.reader = reader;
        this.sections = sections;
        old = GroupOld.read(List.of(), 0);
    }

    /** Goes on with these groups, whose parts are these. */
    void take(List<Group> groups, List<Resolved> parts, int laneCount) {
        this.groups = groups;
        this.parts = parts;
        this.laneCount = laneCount;
        nextGroup = 0;
        nextPart = 0;
        groupBegin = 0;
        groupEnd = 0;
    }

    /** Begins the next part and says how long it is. */
    int next() throws IOException, DamagedDeltaException {
        while (nextPart >= groupEnd) {
            open(groups.get(nextGroup++));
        }
        Resolved part = parts.get(nextPart);
        reader.begin(
                part.lane(),
                old.lane(part.lane()),
                literals.get(part.lane()),
                old.expectedAt(nextPart - groupBegin),
                part.length());
        nextPart++;
        return part.length();
    }

    /** Reads exactly that many bytes of the part. */
    void read(byte[] to, int offset, int length) throws DamagedDeltaException {
        reader.read(to, offset, length);
    }

    private void open(Group group) throws IOException, DamagedDeltaException {
        groupBegin = groupEnd;
        groupEnd += group.parts();
        // What the last group held can go before this one's bytes come.
        literals = List.of();
        old = GroupOld.read(List.of(), 0);
        reader.release();
        long dictionaries = 0;
        for (Group.Literals one : group.literals()) {
            dictionaries += one.dictionaryBytes();
        }
        List<Resolved> mine = parts.subList(groupBegin, groupEnd);
        if (dictionaries + GroupOld.sizeOf(mine) > Limits.MAX_GROUP_MEMORY_BYTES) {
            throw new DamagedDeltaException("more memory than a group may need");
        }
        old = GroupOld.read(mine, laneCount);
        List<InputStream> opened = new ArrayList<>();
        for (int lane = 0; lane < laneCount; lane++) {
            Group.Literals one = group.literals().get(lane);
            opened.add(one.codedBytes() == 0 ? InputStream.nullInputStream() : open(one, old.lane(lane)));
        }
        literals = opened;
    }

    private InputStream open(Group.Literals one, byte[] preset) throws IOException, DamagedDeltaException {
        InputStream coded = sections.next(one.codedBytes());
        return one.preset()
                ? new LZMA2InputStream(coded, one.dictionaryBytes(), preset)
                : new LZMA2InputStream(coded, one.dictionaryBytes());
    }
}

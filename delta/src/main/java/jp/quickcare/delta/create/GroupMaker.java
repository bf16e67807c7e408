package jp.quickcare.delta.create;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jp.quickcare.delta.difference.Control;
import jp.quickcare.delta.difference.Matcher;
import jp.quickcare.delta.difference.PartWriter;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.format.Limits;
import jp.quickcare.delta.plan.Group;
import jp.quickcare.delta.plan.GroupOld;
import jp.quickcare.delta.plan.GroupOld.Resolved;

/** Makes groups: the differences go to the writer, the literals are packed and kept. Not thread-safe. */
final class GroupMaker {
    /** Old bytes of a group; the rest of a reader's memory is for dictionaries. */
    static final int OLD_BYTES = 28 << 20;

    private static final int NEW_BYTES = 64 << 20;

    private final PartWriter writer;
    private final ByteArrayOutputStream literals;

    GroupMaker(PartWriter writer, ByteArrayOutputStream literals) {
        this.writer = writer;
        this.literals = literals;
    }

    /** Gives the bytes of a part. */
    interface Bytes {
        byte[] of(int part) throws IOException;
    }

    /** How many of the parts from that one on make a group. */
    static int groupLength(List<Resolved> parts, int from) {
        GroupOld.Sizing sizing = new GroupOld.Sizing();
        long fresh = 0;
        int count = 0;
        while (from + count < parts.size()) {
            Resolved part = parts.get(from + count);
            fresh += part.length();
            if (count > 0 && (sizing.with(part) > OLD_BYTES || fresh > NEW_BYTES)) {
                break;
            }
            sizing.add(part);
            count++;
        }
        return count;
    }

    /** Makes the group of these parts. */
    Group make(List<Resolved> parts, Bytes bytes, int laneCount) throws IOException, DamagedDeltaException {
        GroupOld old = GroupOld.read(parts, laneCount);
        List<Matcher> matchers = new ArrayList<>();
        List<ByteArrayOutputStream> lanes = new ArrayList<>();
        int oldBytes = 0;
        for (int lane = 0; lane < laneCount; lane++) {
            matchers.add(new Matcher(old.lane(lane)));
            lanes.add(new ByteArrayOutputStream());
            oldBytes += old.lane(lane).length;
        }
        for (int i = 0; i < parts.size(); i++) {
            int lane = parts.get(i).lane();
            byte[] fresh = bytes.of(i);
            List<Control> controls = matchers.get(lane).match(fresh, old.expectedAt(i));
            writer.write(lane, old.lane(lane), old.expectedAt(i), fresh, controls);
            int at = 0;
            for (Control control : controls) {
                at += control.overLength();
                lanes.get(lane).write(fresh, at, control.extraLength());
                at += control.extraLength();
            }
        }
        matchers.clear();
        return new Group(parts.size(), pack(old, lanes, Limits.MAX_GROUP_MEMORY_BYTES - oldBytes));
    }

    private List<Group.Literals> pack(GroupOld old, List<ByteArrayOutputStream> lanes, int memoryBytes)
            throws IOException {
        List<Group.Literals> packed = new ArrayList<>();
        int left = memoryBytes;
        for (int lane = 0; lane < lanes.size(); lane++) {
            // The lanes to come need some, too.
            int mine = left - (4 << 20) * (lanes.size() - 1 - lane);
            LiteralPacker.Packed one = LiteralPacker.pack(lanes.get(lane).toByteArray(), old.lane(lane), mine);
            literals.writeBytes(one.bytes());
            left -= one.literals().dictionaryBytes();
            packed.add(one.literals());
        }
        return packed;
    }
}

package jp.quickcare.delta.plan;

import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.mix.BitWriter;
import jp.quickcare.delta.mix.Numbers;
import jp.quickcare.delta.plan.Piece.Part;
import jp.quickcare.delta.plan.Piece.Source;

/** Writes a plan as columns of numbers. {@link PlanReader} has the other half. */
public final class PlanWriter {
    private final BitWriter bits = new BitWriter();
    private final Numbers numbers = new Numbers(bits, Columns.ALL);
    private int lastOldFile = -1;
    private int lastOldEntry = -1;
    private int lastNewFile;
    private int lastNewEntry = -1;
    private int lastCounterpart = -1;

    private PlanWriter() {}

    /** The plan in bytes. */
    public static byte[] write(DeltaPlan plan) {
        PlanWriter writer = new PlanWriter();
        try {
            for (FilePlan file : plan.files()) {
                writer.file(file);
            }
            writer.group(plan.headers());
            writer.put(Columns.GROUP_COUNT, plan.groups().size(), 0);
            for (Group group : plan.groups()) {
                writer.group(group);
            }
        } catch (DamagedDeltaException e) {
            throw new IllegalStateException("writing reads nothing", e);
        }
        return writer.bits.finish();
    }

    private void file(FilePlan file) throws DamagedDeltaException {
        if (file.content() instanceof Content.Absent) {
            put(Columns.FILE_KIND, Columns.ABSENT, 0);
        } else if (file.content() instanceof Content.Container container) {
            put(Columns.FILE_KIND, kind(container), 0);
            counterpart(file);
            container(container);
        } else if (file.content() instanceof Content.Plain plain) {
            put(Columns.FILE_KIND, Columns.PLAIN, 0);
            counterpart(file);
            piece(plain.piece(), 0);
        }
    }

    private static int kind(Content.Container container) {
        if (container.kind() == Content.Kind.IMAGE) {
            return Columns.IMAGE;
        }
        return container.counterpart() >= 0 ? Columns.CONTAINER : Columns.CONTAINER_ANEW;
    }

    private void counterpart(FilePlan file) throws DamagedDeltaException {
        if (file.counterpart() < 0) {
            put(Columns.COUNTERPART, 0, 0);
            return;
        }
        long step = (long) file.counterpart() - lastCounterpart;
        put(Columns.COUNTERPART, 1 + (step << 1 ^ step >> 63), 0);
        lastCounterpart = file.counterpart();
    }

    private void container(Content.Container container) throws DamagedDeltaException {
        put(Columns.ENTRY_COUNT, container.entries().size(), 0);
        put(Columns.HEADERS_LENGTH, container.headersLength(), 0);
        int history = 0;
        for (EntryPlan entry : container.entries()) {
            history = (history << 3 & 0x7fff) | entry(entry, history);
        }
    }

    private int entry(EntryPlan entry, int history) throws DamagedDeltaException {
        if (entry instanceof EntryPlan.CopyOld copy) {
            put(Columns.ENTRY_KIND, Columns.COPY_OLD, history);
            oldEntry(copy.file(), copy.entry());
            return Columns.COPY_OLD;
        }
        if (entry instanceof EntryPlan.CopyNew copy) {
            put(Columns.ENTRY_KIND, Columns.COPY_NEW, history);
            boolean sameFile = copy.changed() == lastNewFile;
            numbers.codeSigned(Columns.NEW_FILE, copy.changed() - lastNewFile, 0);
            numbers.codeSigned(Columns.NEW_ENTRY, copy.entry() - (sameFile ? lastNewEntry + 1 : 0), 0);
            lastNewFile = copy.changed();
            lastNewEntry = copy.entry();
            return Columns.COPY_NEW;
        }
        if (entry instanceof EntryPlan.Build build) {
            return build(build, history);
        }
        if (entry instanceof EntryPlan.Derived) {
            put(Columns.ENTRY_KIND, Columns.DERIVED, history);
            return Columns.DERIVED;
        }
        put(Columns.ENTRY_KIND, Columns.COPY_SAME, history);
        return Columns.COPY_SAME;
    }

    private int build(EntryPlan.Build build, int history) throws DamagedDeltaException {
        int kind = Columns.BUILD;
        if (build.content() instanceof Content.Container container) {
            kind = container.counterpart() >= 0 ? Columns.BUILD_CONTAINER : Columns.BUILD_CONTAINER_ANEW;
        }
        put(Columns.ENTRY_KIND, kind, history);
        put(Columns.RECIPE, build.recipe(), 0);
        if (build.content() instanceof Content.Container container && container.counterpart() >= 0) {
            put(Columns.NESTED_COUNTERPART, container.counterpart(), 0);
        }
        numbers.codeSigned(Columns.CONTENT_LENGTH, build.length(), 0);
        if (build.content() instanceof Content.Container container) {
            container(container);
        } else if (build.content() instanceof Content.Plain plain) {
            piece(plain.piece(), 1);
        }
        return kind;
    }

    private void oldEntry(int file, int entry) throws DamagedDeltaException {
        boolean sameFile = file == lastOldFile;
        numbers.codeSigned(Columns.OLD_FILE, file - lastOldFile, 0);
        numbers.codeSigned(Columns.OLD_ENTRY, entry - (sameFile ? lastOldEntry + 1 : 0), 0);
        lastOldFile = file;
        lastOldEntry = entry;
    }

    private void piece(Piece piece, int depth) throws DamagedDeltaException {
        if (piece.source() instanceof Source.Elsewhere elsewhere) {
            put(Columns.SOURCE_KIND, Columns.FROM_ELSEWHERE, depth);
            oldEntry(elsewhere.file(), elsewhere.entry());
        } else {
            put(
                    Columns.SOURCE_KIND,
                    piece.source() instanceof Source.None ? Columns.FROM_NOTHING : Columns.FROM_COUNTERPART,
                    depth);
        }
        put(Columns.LANE, piece.lane(), depth);
        put(Columns.PART_COUNT, piece.parts().size(), 0);
        for (Part part : piece.parts()) {
            put(Columns.PART_OLD_OFFSET, part.oldOffset(), 0);
            put(Columns.PART_OLD_LENGTH, part.oldLength(), 0);
            put(Columns.PART_LENGTH, part.length(), 0);
        }
    }

    private void group(Group group) throws DamagedDeltaException {
        put(Columns.GROUP_PARTS, group.parts(), 0);
        for (Group.Literals literals : group.literals()) {
            put(Columns.LITERAL_CODED, literals.codedBytes(), 0);
            if (literals.codedBytes() > 0) {
                put(Columns.LITERAL_DICTIONARY, literals.dictionaryBytes() >> 12, 0);
                put(Columns.LITERAL_PRESET, literals.preset() ? 1 : 0, 0);
            }
        }
    }

    private void put(int column, long value, int hint) throws DamagedDeltaException {
        numbers.code(column, value, hint);
    }
}

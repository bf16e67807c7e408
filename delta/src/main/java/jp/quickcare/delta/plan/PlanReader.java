package jp.quickcare.delta.plan;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import jp.quickcare.delta.deflate.Recipe;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.format.Limits;
import jp.quickcare.delta.mix.BitReader;
import jp.quickcare.delta.mix.Numbers;
import jp.quickcare.delta.plan.Content.Kind;
import jp.quickcare.delta.plan.Piece.Part;
import jp.quickcare.delta.plan.Piece.Source;

/**
 * Reads a plan that came from somewhere else. What it returns is within {@link Limits}; whether what it refers to exists, and
 * what its lengths come to, is not known yet.
 */
public final class PlanReader {
    private final Numbers numbers;
    private final boolean images;
    private int entriesLeft = Limits.MAX_ENTRIES;
    private int partsLeft = Limits.MAX_ENTRIES;
    private int headersLeft = Limits.MAX_HEADER_BYTES;
    private int containers;
    private int lastOldFile = -1;
    private int lastOldEntry = -1;
    private int lastNewFile;
    private int lastNewEntry = -1;
    private int lastCounterpart = -1;

    private PlanReader(byte[] bytes, int version) throws DamagedDeltaException {
        numbers = new Numbers(new BitReader(new ByteArrayInputStream(bytes)), Columns.ALL);
        images = version >= Limits.FIRST_WITH_IMAGES;
    }

    /**
     * Reads a plan.
     *
     * @param changed how many files are changed
     * @param version of the format
     */
    public static DeltaPlan read(byte[] bytes, int changed, int version) throws DamagedDeltaException {
        PlanReader reader = new PlanReader(bytes, version);
        List<FilePlan> files = new ArrayList<>();
        for (int i = 0; i < changed; i++) {
            files.add(reader.file());
        }
        Group headers = reader.group(1);
        require(headers.parts() == reader.containers, "not the headers of each container");
        int parts = Limits.MAX_ENTRIES - reader.partsLeft;
        int groupCount = reader.get(Columns.GROUP_COUNT, parts, 0);
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < groupCount; i++) {
            Group group = reader.group(Limits.LANES);
            parts -= group.parts();
            require(parts >= 0, "groups of more parts than there are");
            groups.add(group);
        }
        require(parts == 0, "parts that are in no group");
        return new DeltaPlan(files, headers, groups);
    }

    private FilePlan file() throws DamagedDeltaException {
        int kind = get(Columns.FILE_KIND, images ? Columns.IMAGE : Columns.CONTAINER_ANEW, 0);
        if (kind == Columns.ABSENT) {
            return new FilePlan(-1, new Content.Absent());
        }
        int counterpart = -1;
        long step = numbers.code(Columns.COUNTERPART, 0, 0) - 1;
        if (step >= 0) {
            counterpart = index(lastCounterpart + (step >>> 1 ^ -(step & 1)));
            lastCounterpart = counterpart;
        }
        boolean named = kind == Columns.CONTAINER || kind == Columns.IMAGE;
        require(!named || counterpart >= 0, "a counterpart that is not named");
        if (kind == Columns.PLAIN) {
            return new FilePlan(counterpart, new Content.Plain(piece(0)));
        }
        Kind of = kind == Columns.IMAGE ? Kind.IMAGE : Kind.ZIP;
        return new FilePlan(counterpart, container(of, named ? counterpart : -1, 1));
    }

    private Content.Container container(Kind of, int counterpart, int depth) throws DamagedDeltaException {
        require(depth <= Limits.MAX_DEPTH, "containers in containers too deep");
        containers++;
        int count = get(Columns.ENTRY_COUNT, entriesLeft, 0);
        entriesLeft -= count;
        int headersLength = get(Columns.HEADERS_LENGTH, headersLeft, 0);
        headersLeft -= headersLength;
        List<EntryPlan> entries = new ArrayList<>();
        int history = 0;
        for (int i = 0; i < count; i++) {
            int kind = get(Columns.ENTRY_KIND, of == Kind.IMAGE ? Columns.DERIVED : Columns.COPY_NEW, history);
            history = (history << 3 & 0x7fff) | kind;
            entries.add(entry(kind, depth));
        }
        return new Content.Container(of, counterpart, headersLength, entries);
    }

    private EntryPlan entry(int kind, int depth) throws DamagedDeltaException {
        switch (kind) {
            case Columns.COPY_SAME -> {
                return EntryPlan.CopySame.INSTANCE;
            }
            case Columns.DERIVED -> {
                return EntryPlan.Derived.INSTANCE;
            }
            case Columns.COPY_OLD -> {
                oldEntry();
                require(lastOldEntry >= 0, "no entry to copy");
                return new EntryPlan.CopyOld(lastOldFile, lastOldEntry);
            }
            case Columns.COPY_NEW -> {
                int file = index(lastNewFile + numbers.codeSigned(Columns.NEW_FILE, 0, 0));
                int expected = file == lastNewFile ? lastNewEntry + 1 : 0;
                lastNewEntry = index(expected + numbers.codeSigned(Columns.NEW_ENTRY, 0, 0));
                lastNewFile = file;
                return new EntryPlan.CopyNew(lastNewFile, lastNewEntry);
            }
            default -> {
                int recipe = get(Columns.RECIPE, Recipe.MAX_CODE, 0);
                int counterpart =
                        kind == Columns.BUILD_CONTAINER ? get(Columns.NESTED_COUNTERPART, Integer.MAX_VALUE, 0) : -1;
                long length = numbers.codeSigned(Columns.CONTENT_LENGTH, 0, 0);
                Content content = kind == Columns.BUILD
                        ? new Content.Plain(piece(1))
                        : container(Kind.ZIP, counterpart, depth + 1);
                return new EntryPlan.Build(content, recipe, length);
            }
        }
    }

    private void oldEntry() throws DamagedDeltaException {
        int file = index(lastOldFile + numbers.codeSigned(Columns.OLD_FILE, 0, 0));
        long expected = file == lastOldFile ? lastOldEntry + 1 : 0;
        long entry = expected + numbers.codeSigned(Columns.OLD_ENTRY, 0, 0);
        lastOldEntry = entry == -1 ? -1 : index(entry);
        lastOldFile = file;
    }

    private Piece piece(int depth) throws DamagedDeltaException {
        Source source = switch (get(Columns.SOURCE_KIND, Columns.FROM_ELSEWHERE, depth)) {
            case Columns.FROM_COUNTERPART -> new Source.Counterpart();
            case Columns.FROM_NOTHING -> new Source.None();
            default -> {
                oldEntry();
                yield new Source.Elsewhere(lastOldFile, lastOldEntry);
            }
        };
        int lane = get(Columns.LANE, Limits.LANES - 1, depth);
        int count = get(Columns.PART_COUNT, partsLeft - 1, 0);
        partsLeft -= Math.max(1, count);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long offset = numbers.code(Columns.PART_OLD_OFFSET, 0, 0);
            int oldLength = get(Columns.PART_OLD_LENGTH, Limits.MAX_GROUP_OLD_BYTES, 0);
            parts.add(new Part(offset, oldLength, get(Columns.PART_LENGTH, Integer.MAX_VALUE, 0)));
        }
        return new Piece(source, lane, parts);
    }

    private Group group(int lanes) throws DamagedDeltaException {
        int parts = get(Columns.GROUP_PARTS, Limits.MAX_ENTRIES, 0);
        List<Group.Literals> literals = new ArrayList<>();
        for (int i = 0; i < lanes; i++) {
            int coded = get(Columns.LITERAL_CODED, Integer.MAX_VALUE, 0);
            if (coded == 0) {
                literals.add(Group.Literals.NONE);
                continue;
            }
            int dictionary = get(Columns.LITERAL_DICTIONARY, Limits.MAX_GROUP_MEMORY_BYTES >> 12, 0) << 12;
            require(dictionary > 0, "literals without a dictionary");
            literals.add(new Group.Literals(coded, dictionary, get(Columns.LITERAL_PRESET, 1, 0) != 0));
        }
        return new Group(parts, literals);
    }

    private int get(int column, int most, int hint) throws DamagedDeltaException {
        long number = numbers.code(column, 0, hint);
        require(number <= most, "a number that is too large");
        return (int) number;
    }

    private static int index(long number) throws DamagedDeltaException {
        require(number >= 0 && number <= Integer.MAX_VALUE, "a number of nothing");
        return (int) number;
    }

    private static void require(boolean holds, String otherwise) throws DamagedDeltaException {
        if (!holds) {
            throw new DamagedDeltaException(otherwise);
        }
    }
}

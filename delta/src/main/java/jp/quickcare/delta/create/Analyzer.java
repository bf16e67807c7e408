package jp.quickcare.delta.create;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.container.Entries;
import jp.quickcare.delta.container.Sizes;
import jp.quickcare.delta.deflate.Recipe;
import jp.quickcare.delta.deflate.RecipeFinder;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.format.Limits;
import jp.quickcare.delta.image.Image;
import jp.quickcare.delta.image.ImageReader;
import jp.quickcare.delta.plan.Containers;
import jp.quickcare.delta.plan.Content;
import jp.quickcare.delta.plan.EntryPlan;
import jp.quickcare.delta.plan.FilePlan;
import jp.quickcare.delta.plan.OldContainers;
import jp.quickcare.delta.plan.OldFiles;
import jp.quickcare.delta.plan.Piece;
import jp.quickcare.delta.plan.Piece.Source;
import jp.quickcare.delta.zip.EntriesReader;
import jp.quickcare.delta.zip.HeaderColumns;
import jp.quickcare.delta.zip.ZipEntries;

/** Looks into changed files and decides where the bytes of each come from. Not thread-safe. */
final class Analyzer {
    /** Entries longer than this, as they lie or unpacked, are not looked into. */
    static final long MAX_ENTRY_BYTES = 512L << 20;

    private final OldFiles old;
    private final OldIndex index;
    private final OldContainers nested;
    private final Likeness likeness;
    private final MadeEntries made = new MadeEntries();
    private final RecipeFinder recipes = new RecipeFinder();
    private final Analysis all = new Analysis();
    private int entriesLeft = Limits.MAX_ENTRIES / 2;
    private int headersLeft = Limits.MAX_HEADER_BYTES;

    Analyzer(OldFiles old, OldIndex index, OldContainers nested) {
        this.old = old;
        this.index = index;
        this.nested = nested;
        this.likeness = new Likeness(old, index);
    }

    /** What was found in all files so far. */
    Analysis found() {
        return all;
    }

    /** Looks into the next changed file. */
    void add(String path, ByteSource file) throws IOException, DamagedDeltaException {
        int counterpart = index.counterpart(path);
        Optional<ZipEntries> entries = EntriesReader.read(file);
        if (entries.isPresent()) {
            Optional<Entries> oldEntries = counterpart >= 0 ? old.entries(counterpart) : Optional.empty();
            oldEntries = oldEntries.filter(before -> before instanceof ZipEntries);
            int from = oldEntries.isPresent() ? counterpart : -1;
            Analysis inside = new Analysis();
            Optional<Content.Container> container =
                    container(entries.get(), oldEntries, from, 1, inside, file.length());
            if (container.isPresent()) {
                all.add(inside);
                all.files.add(new FilePlan(from, container.get()));
                return;
            }
            made.forget();
        }
        made.skipFile();
        if (entries.isEmpty() && image(file, counterpart)) {
            return;
        }
        long oldLength = counterpart >= 0 ? old.bytes(counterpart).length() : 0;
        int lane = Lanes.of(file.bytes(0, (int) Math.min(1000, file.length())));
        Source source = counterpart >= 0 ? new Source.Counterpart() : new Source.None();
        all.pieces.add(new FreshPiece(file, 0, file.length(), false, file.length()));
        all.files.add(new FilePlan(
                counterpart, new Content.Plain(new Piece(source, lane, Splitting.parts(file.length(), oldLength)))));
    }

    private boolean image(ByteSource file, int counterpart) throws IOException, DamagedDeltaException {
        Optional<Image> fresh = ImageReader.read(file);
        boolean looked = fresh.isPresent()
                && counterpart >= 0
                && old.entries(counterpart).orElse(null) instanceof Image
                && fresh.get().count() <= entriesLeft;
        Optional<Content.Container> plan = looked
                ? new ImageAnalyzer(old, counterpart).plan(fresh.orElseThrow(), headersLeft, all)
                : Optional.empty();
        if (plan.isEmpty()) {
            return false;
        }
        headersLeft -= plan.get().headersLength();
        entriesLeft -= fresh.get().count();
        all.files.add(new FilePlan(counterpart, plan.get()));
        return true;
    }

    /** What can be said about an entry. */
    private record Decision(EntryPlan plan, Sizes sizes) {}

    private Optional<Content.Container> container(
            ZipEntries entries, Optional<Entries> counterpart, int number, int depth, Analysis inside, long mostBytes)
            throws IOException, DamagedDeltaException {
        if (depth > Limits.MAX_DEPTH || entries.count() > entriesLeft) {
            return Optional.empty();
        }
        int headersPlace = inside.headers.size();
        inside.headers.add(new byte[0]);
        List<EntryPlan> plans = new ArrayList<>();
        List<Sizes> sizes = new ArrayList<>();
        for (int i = 0; i < entries.count(); i++) {
            if (entries.payloadLength(i) > MAX_ENTRY_BYTES) {
                return Optional.empty();
            }
            Decision decision = entry(entries, i, counterpart, depth, inside, mostBytes);
            plans.add(decision.plan());
            sizes.add(decision.sizes());
            if (depth == 1) {
                made.add(entries, i, decision.sizes());
            }
        }
        Optional<byte[]> headers = HeaderColumns.of(entries, sizes::get);
        if (headers.isEmpty() || headers.get().length > headersLeft) {
            return Optional.empty();
        }
        if (depth == 1) {
            made.endFile();
        }
        headersLeft -= headers.get().length;
        entriesLeft -= entries.count();
        inside.headers.set(headersPlace, headers.get());
        return Optional.of(new Content.Container(Content.Kind.ZIP, number, headers.get().length, plans));
    }

    private Decision entry(
            Entries entries, int entry, Optional<Entries> counterpart, int depth, Analysis inside, long mostBytes)
            throws IOException, DamagedDeltaException {
        byte[] payload = entries.payload(entry);
        Sizes stated = entries.sizes(entry);
        int same = counterpart.map(other -> other.find(entries.name(entry))).orElse(-1);
        if (same >= 0 && OldIndex.isSame(counterpart.orElseThrow(), same, stated, payload)) {
            return new Decision(EntryPlan.CopySame.INSTANCE, stated);
        }
        if (payload.length > 0) {
            Optional<OldIndex.Place> place = index.samePayload(stated, payload);
            if (place.isPresent()) {
                return new Decision(
                        new EntryPlan.CopyOld(place.get().file(), place.get().entry()), stated);
            }
            Optional<EntryPlan> before = made.find(stated, payload);
            if (before.isPresent()) {
                return new Decision(before.get(), stated);
            }
        }
        return build(entries, entry, payload, counterpart, same, depth, inside, mostBytes);
    }

    private Decision build(
            Entries entries,
            int entry,
            byte[] payload,
            Optional<Entries> counterpart,
            int same,
            int depth,
            Analysis inside,
            long mostBytes)
            throws IOException, DamagedDeltaException {
        byte[] content = payload;
        int recipe = 0;
        if (entries.isDeflated(entry) && entries.contentLength(entry) <= MAX_ENTRY_BYTES) {
            Optional<byte[]> inflated = RecipeFinder.inflate(payload, (int) entries.contentLength(entry));
            Optional<Recipe> found = inflated.flatMap(unpacked -> recipes.find(unpacked, payload));
            if (found.isPresent()) {
                content = inflated.orElseThrow();
                recipe = found.get().code();
            }
        }
        CRC32 crc = new CRC32();
        crc.update(content);
        Sizes sizes = new Sizes((int) crc.getValue(), payload.length, content.length);
        Optional<Content.Container> inner =
                nested(content, counterpart, same, depth, inside, Containers.mostNested(mostBytes));
        if (inner.isPresent()) {
            return new Decision(new EntryPlan.Build(inner.get(), recipe, content.length), sizes);
        }
        inside.pieces.add(new FreshPiece(
                entries.source(), entries.payloadAt(entry), payload.length, recipe != 0, content.length));
        Likeness.Likely likely = likeness.of(entries.text(entry), counterpart, same);
        Piece piece = new Piece(
                likely.source(),
                Lanes.of(java.util.Arrays.copyOf(content, Math.min(1000, content.length))),
                Splitting.parts(content.length, likely.length()));
        return new Decision(
                new EntryPlan.Build(new Content.Plain(piece), recipe, content.length - likely.length()), sizes);
    }

    private Optional<Content.Container> nested(
            byte[] content, Optional<Entries> counterpart, int same, int depth, Analysis inside, long mostBytes)
            throws IOException, DamagedDeltaException {
        if (content.length < 4 || content[0] != 'P' || content[1] != 'K' || content.length > mostBytes) {
            return Optional.empty();
        }
        Optional<ZipEntries> entries = EntriesReader.read(ByteSource.of(content));
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        Optional<Entries> before = same >= 0 ? nested.entries(counterpart.orElseThrow(), same) : Optional.empty();
        Analysis deeper = new Analysis();
        Optional<Content.Container> container =
                container(entries.get(), before, before.isPresent() ? same : -1, depth + 1, deeper, content.length);
        if (container.isPresent()) {
            inside.add(deeper);
        }
        return container;
    }
}

package jp.quickcare.delta.create;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jp.quickcare.delta.container.Entries;
import jp.quickcare.delta.container.Frame;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.image.Image;
import jp.quickcare.delta.image.ImageFrame;
import jp.quickcare.delta.plan.Content;
import jp.quickcare.delta.plan.EntryPlan;
import jp.quickcare.delta.plan.OldFiles;
import jp.quickcare.delta.plan.Piece;
import jp.quickcare.delta.plan.Piece.Source;

/** Decides where the bytes of a runtime's image come from: entry by entry from the image before. */
final class ImageAnalyzer {
    private final int number;
    private final Entries old;
    private final OldIndex index;

    /** @param number of the old file that is an image */
    ImageAnalyzer(OldFiles files, int number) throws IOException, DamagedDeltaException {
        this.number = number;
        old = files.entries(number).orElseThrow();
        index = new OldIndex(files, number);
    }

    /**
     * The plan for an image.
     *
     * @param mostHeaderBytes how long its columns may be
     * @param all gets what has to be made, where there is a plan
     * @return empty when the image's index is not what can be computed
     */
    Optional<Content.Container> plan(Image fresh, int mostHeaderBytes, Analysis all)
            throws IOException, DamagedDeltaException {
        byte[] columns = fresh.columns().orElseThrow();
        Optional<Frame> frame = columns.length <= mostHeaderBytes ? frame(fresh, columns) : Optional.empty();
        if (frame.isEmpty()) {
            return Optional.empty();
        }
        all.headers.add(columns);
        List<EntryPlan> plans = new ArrayList<>();
        for (int i = 0; i < fresh.count(); i++) {
            plans.add(entry(fresh, i, frame.get(), all));
        }
        return Optional.of(new Content.Container(Content.Kind.IMAGE, number, columns.length, plans));
    }

    /** What a reader will make of the columns, where that gives the very same index. */
    private static Optional<Frame> frame(Image fresh, byte[] columns) throws IOException {
        try {
            Frame frame = new ImageFrame(columns, fresh.count());
            return Arrays.equals(frame.prefix(), fresh.index()) ? Optional.of(frame) : Optional.empty();
        } catch (DamagedDeltaException e) {
            return Optional.empty();
        }
    }

    private EntryPlan entry(Image fresh, int entry, Frame frame, Analysis all)
            throws IOException, DamagedDeltaException {
        byte[] payload = fresh.payload(entry);
        if (isDerived(frame, entry, payload)) {
            return EntryPlan.Derived.INSTANCE;
        }
        int same = old.find(fresh.name(entry));
        if (same >= 0 && Arrays.equals(old.payload(same), payload)) {
            return EntryPlan.CopySame.INSTANCE;
        }
        Optional<OldIndex.Place> moved = index.samePayload(OldIndex.checked(payload), payload);
        if (payload.length > 0 && moved.isPresent()) {
            return new EntryPlan.CopyOld(number, moved.get().entry());
        }
        Source source = source(same, fresh.text(entry));
        long oldLength = source instanceof Source.Elsewhere elsewhere ? old.payloadLength(elsewhere.entry()) : 0;
        oldLength = source instanceof Source.Counterpart ? old.payloadLength(same) : oldLength;
        int lane = Lanes.of(Arrays.copyOf(payload, Math.min(1000, payload.length)));
        all.pieces.add(new FreshPiece(fresh.source(), fresh.payloadAt(entry), payload.length, false, payload.length));
        Piece piece = new Piece(source, lane, Splitting.parts(payload.length, oldLength));
        // How long it is stands in the columns.
        return new EntryPlan.Build(new Content.Plain(piece), 0, 0);
    }

    private Source source(int same, String name) {
        if (same >= 0) {
            return new Source.Counterpart();
        }
        Optional<OldIndex.Place> likely = index.likely(name);
        return likely.isPresent() ? new Source.Elsewhere(number, likely.get().entry()) : new Source.None();
    }

    private static boolean isDerived(Frame frame, int entry, byte[] payload) {
        try {
            return Arrays.equals(frame.derived(entry), payload);
        } catch (DamagedDeltaException e) {
            return false;
        }
    }
}

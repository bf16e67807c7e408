package jp.quickcare.delta.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.quickcare.delta.container.Entries;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.format.Limits;
import jp.quickcare.delta.plan.GroupOld.Resolved;
import jp.quickcare.delta.plan.Piece.Part;
import jp.quickcare.delta.plan.Piece.Source;

/** Finds what pieces resemble, and how long they come to be. */
public final class Resolver {
    private final OldFiles old;

    /** Looks among these. */
    public Resolver(OldFiles old) {
        this.old = old;
    }

    /** What a file's piece resembles. */
    public Optional<OldContent> ofFile(Source source, int counterpart) throws DamagedDeltaException, IOException {
        if (source instanceof Source.Counterpart && counterpart >= 0) {
            return Optional.of(new OldContent.Whole(counterpart, old.bytes(counterpart)));
        }
        return elsewhere(source);
    }

    /**
     * What an entry's piece resembles.
     *
     * @param counterpart of the container
     */
    public Optional<OldContent> ofEntry(Source source, Optional<Entries> counterpart, byte[] name)
            throws DamagedDeltaException, IOException {
        if (source instanceof Source.Counterpart) {
            if (counterpart.isEmpty() || counterpart.get().find(name) < 0) {
                throw new DamagedDeltaException("an old entry that is not there");
            }
            return Optional.of(
                    new OldContent.Entry(counterpart.get(), counterpart.get().find(name)));
        }
        return elsewhere(source);
    }

    private Optional<OldContent> elsewhere(Source source) throws DamagedDeltaException, IOException {
        if (source instanceof Source.Elsewhere elsewhere) {
            if (elsewhere.entry() < 0) {
                return Optional.of(new OldContent.Whole(elsewhere.file(), old.bytes(elsewhere.file())));
            }
            return Optional.of(new OldContent.Entry(entries(elsewhere.file(), elsewhere.entry()), elsewhere.entry()));
        }
        if (source instanceof Source.Counterpart) {
            throw new DamagedDeltaException("a counterpart that is not named");
        }
        return Optional.empty();
    }

    /** The entries of an old file that must have this one. */
    public Entries entries(int file, int entry) throws DamagedDeltaException, IOException {
        Optional<Entries> entries = old.entries(file);
        if (entries.isEmpty() || entry >= entries.get().count()) {
            throw new DamagedDeltaException("an old entry that is not there");
        }
        return entries.get();
    }

    /**
     * The parts of a piece.
     *
     * @param length of the whole, in bytes
     */
    public static List<Resolved> parts(Piece piece, Optional<OldContent> content, long length)
            throws DamagedDeltaException {
        if (piece.parts().isEmpty()) {
            long oldLength = content.isPresent() ? content.get().lengthBytes() : 0;
            if (length < 0 || length > Integer.MAX_VALUE || oldLength > Limits.MAX_GROUP_OLD_BYTES) {
                throw new DamagedDeltaException("a part that is too long");
            }
            return List.of(new Resolved(piece.lane(), (int) length, content, 0, (int) oldLength));
        }
        List<Resolved> parts = new ArrayList<>();
        long sum = 0;
        for (Part part : piece.parts()) {
            parts.add(new Resolved(piece.lane(), part.length(), content, part.oldOffset(), part.oldLength()));
            sum += part.length();
        }
        if (sum != length) {
            throw new DamagedDeltaException("parts of another length than the whole");
        }
        return parts;
    }
}

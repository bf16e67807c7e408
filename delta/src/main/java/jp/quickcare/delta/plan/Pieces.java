package jp.quickcare.delta.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import jp.quickcare.delta.container.Entries;
import jp.quickcare.delta.container.Frame;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.plan.GroupOld.Resolved;

/** The parts of all pieces in the order in which they are made. */
public final class Pieces {
    private final Resolver resolver;
    private final Iterator<Frame> frames;
    private final Iterator<Containers.Found> containers;
    private final List<Resolved> parts = new ArrayList<>();
    private final List<Integer> partCounts = new ArrayList<>();

    private Pieces(Resolver resolver, List<Frame> frames, List<Containers.Found> containers) {
        this.resolver = resolver;
        this.frames = frames.iterator();
        this.containers = containers.iterator();
    }

    /**
     * Resolves them all.
     *
     * @param lengths of the files, from the signed manifest
     */
    public static Pieces of(
            List<FilePlan> files,
            List<Long> lengths,
            Resolver resolver,
            List<Frame> frames,
            List<Containers.Found> containers)
            throws IOException, DamagedDeltaException {
        Pieces pieces = new Pieces(resolver, frames, containers);
        for (int i = 0; i < lengths.size(); i++) {
            if (files.get(i).content() instanceof Content.Plain plain) {
                Optional<OldContent> old =
                        resolver.ofFile(plain.piece().source(), files.get(i).counterpart());
                pieces.add(Resolver.parts(plain.piece(), old, lengths.get(i)));
            } else if (files.get(i).content() instanceof Content.Container container) {
                pieces.container(container);
            }
        }
        return pieces;
    }

    private void container(Content.Container container) throws IOException, DamagedDeltaException {
        Frame names = frames.next();
        Optional<Entries> counterpart = containers.next().counterpart();
        for (int i = 0; i < container.entries().size(); i++) {
            if (!(container.entries().get(i) instanceof EntryPlan.Build build)) {
                continue;
            }
            if (build.content() instanceof Content.Container inner) {
                container(inner);
            } else if (build.content() instanceof Content.Plain plain) {
                Optional<OldContent> old = resolver.ofEntry(plain.piece().source(), counterpart, names.name(i));
                long planned = build.length() + (old.isPresent() ? old.get().lengthBytes() : 0);
                add(Resolver.parts(plain.piece(), old, names.contentLength(i, planned)));
            }
        }
    }

    private void add(List<Resolved> piece) {
        partCounts.add(piece.size());
        parts.addAll(piece);
    }

    /** The parts of all pieces. */
    public List<Resolved> parts() {
        return parts;
    }

    /** Of how many parts each piece consists, in the same order. */
    public List<Integer> partCounts() {
        return partCounts;
    }
}

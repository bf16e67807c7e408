package jp.quickcare.delta.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.container.Entries;
import jp.quickcare.delta.container.Frame;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.image.ImageFrame;
import jp.quickcare.delta.plan.GroupOld.Resolved;
import jp.quickcare.delta.zip.Headers;

/** The containers of a plan in the order in which they are made, outer ones first, each with its counterpart. */
public final class Containers {
    private static final byte[] NONE = {};

    private final OldFiles files;
    private final OldContainers nested;
    private final List<Found> found = new ArrayList<>();

    /** A container of the plan and the old one that it resembles. */
    public record Found(Content.Container plan, Optional<Entries> counterpart) {
        /** What lies around its entries, by the columns made for it. */
        public Frame frame(byte[] columns) throws DamagedDeltaException {
            int count = plan.entries().size();
            return plan.kind() == Content.Kind.IMAGE ? new ImageFrame(columns, count) : new Headers(columns, count);
        }
    }

    private Containers(OldFiles files, OldContainers nested) {
        this.files = files;
        this.nested = nested;
    }

    /** Finds them all. */
    public static List<Found> of(List<FilePlan> plans, OldFiles files, OldContainers nested)
            throws IOException, DamagedDeltaException {
        Containers containers = new Containers(files, nested);
        for (FilePlan plan : plans) {
            if (plan.content() instanceof Content.Container container) {
                containers.add(container, containers.counterpart(container));
            }
        }
        return containers.found;
    }

    private Optional<Entries> counterpart(Content.Container container) throws IOException, DamagedDeltaException {
        if (container.counterpart() < 0) {
            return Optional.empty();
        }
        return required(files.entries(container.counterpart()));
    }

    private void add(Content.Container container, Optional<Entries> counterpart)
            throws IOException, DamagedDeltaException {
        found.add(new Found(container, counterpart));
        for (EntryPlan entry : container.entries()) {
            if (!(entry instanceof EntryPlan.Build build) || !(build.content() instanceof Content.Container inner)) {
                continue;
            }
            if (inner.counterpart() < 0) {
                add(inner, Optional.empty());
            } else if (counterpart.isPresent()
                    && inner.counterpart() < counterpart.get().count()) {
                add(inner, required(nested.entries(counterpart.get(), inner.counterpart())));
            } else {
                throw new DamagedDeltaException("an old container that is not there");
            }
        }
    }

    private static Optional<Entries> required(Optional<Entries> entries) throws DamagedDeltaException {
        if (entries.isEmpty()) {
            throw new DamagedDeltaException("an old file that is no container any more");
        }
        return entries;
    }

    /** How long a container in one of that many bytes may be. */
    public static long mostNested(long outerBytes) {
        return Math.min(outerBytes, 1L << 40) * 64 + (1 << 20);
    }

    /** What the headers of the containers lie over: those of their counterparts. */
    public static List<Resolved> headers(List<Found> containers) throws IOException, DamagedDeltaException {
        List<Resolved> parts = new ArrayList<>();
        for (int i = 0; i < containers.size(); i++) {
            Optional<Entries> counterpart = containers.get(i).counterpart();
            Optional<byte[]> columns =
                    counterpart.isEmpty() ? Optional.empty() : counterpart.get().columns();
            byte[] old = columns.orElse(NONE);
            Optional<OldContent> content =
                    old.length == 0 ? Optional.empty() : Optional.of(new OldContent.Whole(i, ByteSource.of(old)));
            parts.add(new Resolved(0, containers.get(i).plan().headersLength(), content, 0, old.length));
        }
        return parts;
    }
}

package jp.quickcare.delta.apply;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.container.Entries;
import jp.quickcare.delta.container.Frame;
import jp.quickcare.delta.container.ReadAhead;
import jp.quickcare.delta.container.ReadableParts;
import jp.quickcare.delta.container.Sizes;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.plan.Containers;
import jp.quickcare.delta.plan.Content;
import jp.quickcare.delta.plan.EntryPlan;
import jp.quickcare.delta.plan.Resolver;
import jp.quickcare.manifest.digest.Sha256;
import org.jspecify.annotations.Nullable;

/** Makes the changed files one after another. Not thread-safe. */
final class FileMaker implements AutoCloseable {
    private final Resolver resolver;
    private final GroupReader parts;
    private final Iterator<Integer> partCounts;
    private final Iterator<Frame> frames;
    private final Iterator<Containers.Found> containers;
    private final Path folder;
    private final LongConsumer watch;
    private final Deflating deflating = new Deflating();
    private final Packing packing = new Packing();
    private final Digesting digesting = new Digesting();
    private final byte[] chunk = new byte[1 << 15];
    private final List<Optional<MadeFile>> made = new ArrayList<>();
    private @Nullable CopiedFrom copiedFrom;

    /** A container that lies in the folder now. */
    private record MadeFile(Path path, MadeContainer entries, Output output) {}

    /** The bytes of an old container. */
    private record CopiedFrom(Entries container, ReadAhead bytes) {}

    FileMaker(
            Resolver resolver,
            GroupReader parts,
            List<Integer> partCounts,
            List<Frame> frames,
            List<Containers.Found> containers,
            Path folder,
            LongConsumer watch) {
        this.resolver = resolver;
        this.parts = parts;
        this.partCounts = partCounts.iterator();
        this.frames = frames.iterator();
        this.containers = containers.iterator();
        this.folder = folder;
        this.watch = watch;
    }

    /**
     * Makes the next file, which may have that many bytes and no more.
     *
     * @return its digest, where that is known by now
     */
    Optional<Sha256> make(Content content, Path path, long lengthBytes) throws IOException, DamagedDeltaException {
        if (content instanceof Content.Absent) {
            made.add(Optional.empty());
            return Optional.empty();
        }
        Optional<Digesting.Digested> digested = digesting.begin(lengthBytes);
        try (FileChannel file = FileChannel.open(
                        path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
                Output output = new Output(file, lengthBytes, watch, digested)) {
            if (content instanceof Content.Container container) {
                MadeContainer entries = new MadeContainer(container.entries().size());
                made.add(Optional.of(new MadeFile(path, entries, output)));
                container(container, entries, output, lengthBytes);
            } else {
                made.add(Optional.empty());
                pieces(partCounts.next(), (bytes, count) -> output.write(bytes, 0, count));
            }
            output.flush();
        }
        return digested.isPresent() ? digested.get().end() : Optional.empty();
    }

    private void container(Content.Container plan, MadeContainer entries, Output output, long mostBytes)
            throws IOException, DamagedDeltaException {
        Frame names = frames.next();
        Optional<Entries> counterpart = containers.next().counterpart();
        output.write(names.prefix());
        EntryLine line = new EntryLine(packing, names, entries, output);
        for (int i = 0; i < names.count(); i++) {
            EntryPlan entry = plan.entries().get(i);
            if (entry instanceof EntryPlan.Build build) {
                build(build, names, line, output, mostBytes);
            } else if (entry instanceof EntryPlan.Derived) {
                byte[] content = names.derived(i);
                line.add(packing.begin(0, content), content.length);
            } else {
                if (entry instanceof EntryPlan.CopyNew) {
                    line.catchUp();
                }
                Copied copied = source(entry, counterpart, names.name(i));
                line.add(copied.source(), copied.at(), copied.sizes());
            }
        }
        line.catchUp();
        long directoryAt = output.position();
        for (int i = 0; i < names.count(); i++) {
            output.write(names.record(i, entries.sizes(i), line.headerAt(i)));
        }
        output.write(names.tail(directoryAt, output.position() - directoryAt));
    }

    /** Bytes to copy and what their headers say. */
    private record Copied(ReadableParts source, long at, Sizes sizes) {}

    private Copied source(EntryPlan entry, Optional<Entries> counterpart, byte[] name)
            throws IOException, DamagedDeltaException {
        if (entry instanceof EntryPlan.CopyNew copy) {
            boolean here = copy.changed() == made.size() - 1;
            if (copy.changed() >= made.size()
                    || made.get(copy.changed()).isEmpty()
                    || copy.entry() >= made.get(copy.changed()).get().entries().count()) {
                throw new DamagedDeltaException("a copy of an entry that is not made");
            }
            MadeFile file = made.get(copy.changed()).get();
            return new Copied(
                    here ? file.output().soFar() : new ClosedFile(file.path()),
                    file.entries().payloadAt(copy.entry()),
                    file.entries().sizes(copy.entry()));
        }
        Entries old;
        int index;
        if (entry instanceof EntryPlan.CopyOld copy) {
            old = resolver.entries(copy.file(), copy.entry());
            index = copy.entry();
        } else {
            index = counterpart.isEmpty() ? -1 : counterpart.get().find(name);
            if (index < 0) {
                throw new DamagedDeltaException("an old entry that is not there");
            }
            old = counterpart.orElseThrow();
        }
        return new Copied(near(old), old.payloadAt(index), old.sizes(index));
    }

    /** Most copies lie one after another. */
    private ReadableParts near(Entries old) {
        CopiedFrom last = copiedFrom;
        if (last == null || last.container() != old) {
            last = new CopiedFrom(old, new ReadAhead(old.source()));
            copiedFrom = last;
        }
        return last.bytes();
    }

    private void build(EntryPlan.Build build, Frame names, EntryLine line, Output output, long mostBytes)
            throws IOException, DamagedDeltaException {
        boolean container = build.content() instanceof Content.Container;
        int count = container ? 0 : partCounts.next();
        int first = count == 1 ? parts.next() : 0;
        if (count == 1 && first <= Packing.MOST_ENTRY_BYTES) {
            byte[] content = new byte[first];
            parts.read(content, 0, first);
            line.add(packing.begin(build.recipe(), content), first);
            return;
        }
        line.catchUp();
        int entry = line.begin();
        long headerAt = output.position();
        output.write(names.local(entry, new Sizes(0, 0, 0)));
        Sizes sizes;
        if (build.content() instanceof Content.Container nested) {
            sizes = nested(nested, build, output, mostBytes);
        } else {
            Deflating.Entry content = deflating.begin(build.recipe(), output);
            part(first, content::write);
            pieces(count - (count == 1 ? 1 : 0), content::write);
            sizes = content.end();
        }
        output.correct(headerAt, names.local(entry, sizes));
        line.end(sizes);
    }

    private Sizes nested(Content.Container container, EntryPlan.Build build, Output output, long mostBytes)
            throws IOException, DamagedDeltaException {
        if (build.length() < 0 || build.length() > Containers.mostNested(mostBytes)) {
            throw new DamagedDeltaException("a container in a container that is too large");
        }
        Path path = Files.createTempFile(folder, "new", ".tmp");
        try (FileChannel file = FileChannel.open(
                        path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
                Output inner = new Output(file, build.length(), unpacked -> watch.accept(0), Optional.empty())) {
            container(container, new MadeContainer(container.entries().size()), inner, build.length());
            ByteSource whole = inner.soFar();
            Deflating.Entry content = deflating.begin(build.recipe(), output);
            for (long at = 0; at < whole.length(); at += chunk.length) {
                int count = (int) Math.min(chunk.length, whole.length() - at);
                whole.read(at, chunk, 0, count);
                content.write(chunk, count);
            }
            return content.end();
        }
    }

    private interface Taker {
        void take(byte[] bytes, int count) throws IOException, DamagedDeltaException;
    }

    private void pieces(int count, Taker taker) throws IOException, DamagedDeltaException {
        for (int i = 0; i < count; i++) {
            part(parts.next(), taker);
        }
    }

    /** Reads the part that was begun. */
    private void part(int length, Taker taker) throws IOException, DamagedDeltaException {
        for (int left = length; left > 0; ) {
            int some = Math.min(left, chunk.length);
            parts.read(chunk, 0, some);
            taker.take(chunk, some);
            left -= some;
        }
    }

    /** A file that is opened for each read: few are read again. */
    private record ClosedFile(Path path) implements ReadableParts {
        @Override
        public void read(long position, byte[] to, int offset, int length) throws IOException {
            try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
                ByteSource.read(file, position, to, offset, length);
            }
        }
    }

    @Override
    public void close() {
        digesting.close();
        packing.close();
        deflating.close();
    }
}

package jp.quickcare.delta.image;

import java.io.IOException;
import java.util.Optional;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.container.Entries;
import jp.quickcare.delta.container.Sizes;
import jp.quickcare.delta.format.DamagedDeltaException;

/** Where the entries of a runtime's image lie. What {@link ImageReader} refuses is a plain file. */
public final class Image implements Entries {
    private final ByteSource source;
    private final Names names;
    private final int[] lengths;
    private final long[] contentAt;
    private final int[] paddings;
    private final int[] redirect;
    // Which entry each place of the table has.
    private final int[] entryAt;

    Image(
            ByteSource source,
            Names names,
            int[] lengths,
            long contentAt,
            int[] paddings,
            int[] redirect,
            int[] entryAt) {
        this.source = source;
        this.names = names;
        this.lengths = lengths;
        this.paddings = paddings;
        this.redirect = redirect;
        this.entryAt = entryAt;
        this.contentAt = new long[lengths.length + 1];
        this.contentAt[0] = contentAt;
        for (int i = 0; i < lengths.length; i++) {
            this.contentAt[i + 1] = this.contentAt[i] + lengths[i];
        }
    }

    @Override
    public int count() {
        return lengths.length;
    }

    @Override
    public byte[] name(int entry) {
        return names.whole(entry);
    }

    @Override
    public String text(int entry) {
        return names.text(entry);
    }

    /** {@inheritDoc} By the image's own table, as Java finds it. */
    @Override
    public int find(byte[] name) {
        try {
            Names one = Names.read(name, 0, name.length, 1);
            int count = lengths.length;
            int to = redirect[one.hash(0, ImageFormat.HASH_SEED) % count];
            if (to == 0) {
                return -1;
            }
            int place = to < 0 ? -1 - to : one.hash(0, to) % count;
            return place < count && names.isWhole(entryAt[place], name) ? entryAt[place] : -1;
        } catch (DamagedDeltaException e) {
            return -1;
        }
    }

    @Override
    public boolean isDeflated(int entry) {
        return false;
    }

    @Override
    public Sizes sizes(int entry) {
        return new Sizes(0, lengths[entry], lengths[entry]);
    }

    @Override
    public long contentLength(int entry) {
        return lengths[entry];
    }

    @Override
    public long payloadLength(int entry) {
        return lengths[entry];
    }

    @Override
    public long payloadAt(int entry) {
        return contentAt[entry];
    }

    @Override
    public ByteSource source() {
        return source;
    }

    /** All before the content, as it stands there. */
    public byte[] index() throws IOException {
        return source.bytes(0, (int) contentAt[0]);
    }

    @Override
    public Optional<byte[]> columns() throws IOException {
        long end = contentAt[lengths.length];
        byte[] tail = source.bytes(end, (int) (source.length() - end));
        return Optional.of(ImageColumns.of(lengths, names.bytes(), paddings, tail));
    }
}

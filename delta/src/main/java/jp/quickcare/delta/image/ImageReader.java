package jp.quickcare.delta.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.container.Little;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.format.Limits;

/**
 * Finds the entries of a runtime's image. Only of one whose content is not compressed and lies entry by entry without a
 * gap, in an index that ends where it says (THREATS CT7); everything else is no image to this product, only bytes.
 */
public final class ImageReader {
    /** How many entries an image may have; one with more is a plain file. */
    public static final int MAX_ENTRIES = 100_000;

    /** How long the index may be; an image with more is a plain file. */
    public static final int MAX_INDEX_BYTES = 12 << 20;

    /** How long what follows the last entry may be; an image with more is a plain file. */
    public static final int MAX_TAIL_BYTES = 1 << 16;

    /** So many bits number all entries. */
    private static final int NUMBER_BITS = 17;

    private final byte[] index;
    private final int count;
    private final int locationsAt;
    private final int stringsAt;
    // For each location its attributes by kind, and for all how far they reach.
    private final long[][] locations;
    private int locationsEnd = 1;
    private int stringsEnd;

    private ImageReader(byte[] index, int count, int locationsLength) {
        this.index = index;
        this.count = count;
        locationsAt = ImageFormat.HEADER_LENGTH + 8 * count;
        stringsAt = locationsAt + locationsLength;
        locations = new long[count][];
    }

    /**
     * Finds the entries.
     *
     * @return empty when this is no image, or one that is not as expected in any way
     * @throws IOException only when the bytes cannot be read
     */
    public static Optional<Image> read(ByteSource source) throws IOException {
        if (source.length() < ImageFormat.HEADER_LENGTH) {
            return Optional.empty();
        }
        byte[] header = source.bytes(0, ImageFormat.HEADER_LENGTH);
        long count = Little.u32(header, 12);
        long locationsLength = Little.u32(header, 20);
        long indexLength = ImageFormat.HEADER_LENGTH + 8 * count + locationsLength + Little.u32(header, 24);
        if (Little.i32(header, 0) != ImageFormat.MAGIC
                || Little.i32(header, 4) != ImageFormat.VERSION
                || Little.i32(header, 8) != 0
                || Little.u32(header, 16) != count
                || count == 0
                || count > MAX_ENTRIES
                || indexLength > Math.min(MAX_INDEX_BYTES, source.length())) {
            return Optional.empty();
        }
        byte[] index = source.bytes(0, (int) indexLength);
        ImageReader reader = new ImageReader(index, (int) count, (int) locationsLength);
        return reader.locations() ? reader.image(source) : Optional.empty();
    }

    private boolean locations() {
        for (int i = 0; i < count; i++) {
            long at = Little.u32(index, ImageFormat.HEADER_LENGTH + 4 * (count + i));
            locations[i] = new long[ImageFormat.KINDS];
            if (at >= stringsAt - locationsAt || !location(locations[i], locationsAt + (int) at)) {
                return false;
            }
        }
        return true;
    }

    /** Reads the attributes of a location. */
    private boolean location(long[] attributes, int begin) {
        int at = begin;
        while (at < stringsAt && index[at] >> ImageFormat.KIND_SHIFT != 0) {
            int kind = (index[at] & 0xff) >> ImageFormat.KIND_SHIFT;
            int end = at + 2 + (index[at] & 7);
            if (kind >= ImageFormat.KINDS || end > stringsAt) {
                return false;
            }
            attributes[kind] = 0;
            for (at++; at < end; at++) {
                attributes[kind] = (attributes[kind] << 8) | (index[at] & 0xff);
            }
        }
        locationsEnd = Math.max(locationsEnd, at + 1 - locationsAt);
        for (int kind = ImageFormat.MODULE; kind <= ImageFormat.EXTENSION; kind++) {
            if (attributes[kind] < 0 || attributes[kind] >= index.length - stringsAt) {
                return false;
            }
            int stringEnd = stringEnd((int) attributes[kind]);
            if (stringEnd == index.length) {
                return false;
            }
            stringsEnd = Math.max(stringsEnd, stringEnd + 1 - stringsAt);
        }
        long length = attributes[ImageFormat.CONTENT_LENGTH];
        return at < stringsAt
                && attributes[ImageFormat.COMPRESSED] == 0
                && length >= 0
                && length <= Integer.MAX_VALUE
                && attributes[ImageFormat.CONTENT_OFFSET] >= 0
                && attributes[ImageFormat.CONTENT_OFFSET] <= Limits.MAX_CONTENT_BYTES;
    }

    /** Where the zero behind a string is; the end of the index when there is none. */
    private int stringEnd(int string) {
        int end = stringsAt + string;
        while (end < index.length && index[end] != 0) {
            end++;
        }
        return end;
    }

    /** Which location each entry has, in the order of content; those that have none come before what lies there. */
    private int[] order() {
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            int some = locations[i][ImageFormat.CONTENT_LENGTH] == 0 ? 0 : 1;
            keys[i] = (((locations[i][ImageFormat.CONTENT_OFFSET] << 1) | some) << NUMBER_BITS) | i;
        }
        Arrays.sort(keys);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = (int) keys[i] & ((1 << NUMBER_BITS) - 1);
        }
        return order;
    }

    private Optional<Image> image(ByteSource source) {
        int[] order = order();
        int[] lengths = new int[count];
        int[] entryAt = new int[count];
        long at = 0;
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            long[] location = locations[order[i]];
            if (location[ImageFormat.CONTENT_OFFSET] != at) {
                return Optional.empty();
            }
            entryAt[order[i]] = i;
            lengths[i] = (int) location[ImageFormat.CONTENT_LENGTH];
            at += lengths[i];
            for (int kind = ImageFormat.MODULE; kind <= ImageFormat.EXTENSION; kind++) {
                int string = (int) location[kind];
                parts.write(index, stringsAt + string, stringEnd(string) + 1 - stringsAt - string);
            }
            if (parts.size() > MAX_INDEX_BYTES) {
                return Optional.empty();
            }
        }
        long tail = source.length() - index.length - at;
        if (tail < 0 || tail > MAX_TAIL_BYTES) {
            return Optional.empty();
        }
        int[] paddings = {stringsAt - locationsAt - locationsEnd, index.length - stringsAt - stringsEnd};
        int[] redirect = new int[count];
        for (int i = 0; i < count; i++) {
            redirect[i] = Little.i32(index, ImageFormat.HEADER_LENGTH + 4 * i);
        }
        try {
            Names names = Names.read(parts.toByteArray(), 0, parts.size(), count);
            return Optional.of(new Image(source, names, lengths, index.length, paddings, redirect, entryAt));
        } catch (DamagedDeltaException e) {
            return Optional.empty();
        }
    }
}

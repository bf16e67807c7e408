package jp.quickcare.delta.image;

import jp.quickcare.delta.container.Little;
import jp.quickcare.delta.format.DamagedDeltaException;

/** All of an image before its content: it follows from the names and lengths of the entries, in the order of their content. */
final class ImageIndex {
    private final Names names;
    private final int[] lengths;
    private final PerfectHash hash;
    private final Strings strings = new Strings();
    // Where in the strings each part of each name begins.
    private final int[] stringAt;
    // Where in the locations that of each entry begins.
    private final int[] locationAt;
    private final byte[] bytes;

    /**
     * Makes it.
     *
     * @param paddings how many zeros follow the locations, and the strings
     */
    ImageIndex(Names names, int[] lengths, int[] paddings) throws DamagedDeltaException {
        this.names = names;
        this.lengths = lengths;
        int count = names.count();
        stringAt = new int[ImageFormat.NAME_PARTS * count];
        locationAt = new int[count];
        addStrings();
        hash = PerfectHash.of(names);
        long[] contentAt = contentAt();
        int locationsLength = locate(contentAt) + paddings[0];
        int stringsLength = strings.length() + paddings[1];
        int locationsAt = ImageFormat.HEADER_LENGTH + 8 * count;
        bytes = new byte[locationsAt + locationsLength + stringsLength];
        putHeader(locationsLength, stringsLength);
        for (int i = 0; i < count; i++) {
            int entry = hash.nameAt(i);
            Little.put32(bytes, ImageFormat.HEADER_LENGTH + 4 * i, hash.redirect(i));
            Little.put32(bytes, ImageFormat.HEADER_LENGTH + 4 * (count + i), locationAt[entry]);
            putLocation(entry, contentAt[entry], locationsAt + locationAt[entry]);
        }
        strings.copyTo(bytes, locationsAt + locationsLength);
    }

    private void addStrings() {
        for (int i = 0; i < names.count(); i++) {
            for (int kind = ImageFormat.MODULE; kind <= ImageFormat.EXTENSION; kind++) {
                stringAt[ImageFormat.NAME_PARTS * i + kind - 1] =
                        strings.add(names.bytes(), names.partAt(i, kind), names.partEnd(i, kind));
            }
        }
    }

    private long[] contentAt() {
        long[] contentAt = new long[lengths.length];
        for (int i = 1; i < lengths.length; i++) {
            contentAt[i] = contentAt[i - 1] + lengths[i - 1];
        }
        return contentAt;
    }

    /** Locations lie in the table's order, behind one byte. @return how long they are together */
    private int locate(long[] contentAt) {
        int at = 1;
        for (int i = 0; i < names.count(); i++) {
            int entry = hash.nameAt(i);
            locationAt[entry] = at;
            for (int kind = ImageFormat.MODULE; kind < ImageFormat.KINDS; kind++) {
                long value = value(entry, kind, contentAt[entry]);
                at += value == 0 ? 0 : 1 + lengthOf(value);
            }
            at++;
        }
        return at;
    }

    private void putHeader(int locationsLength, int stringsLength) {
        int count = names.count();
        int[] header = {ImageFormat.MAGIC, ImageFormat.VERSION, 0, count, count, locationsLength, stringsLength};
        for (int i = 0; i < header.length; i++) {
            Little.put32(bytes, 4 * i, header[i]);
        }
    }

    private void putLocation(int entry, long contentAt, int begin) {
        int at = begin;
        for (int kind = ImageFormat.MODULE; kind < ImageFormat.KINDS; kind++) {
            long value = value(entry, kind, contentAt);
            if (value != 0) {
                int length = lengthOf(value);
                bytes[at++] = (byte) ((kind << ImageFormat.KIND_SHIFT) | (length - 1));
                for (int i = length - 1; i >= 0; i--) {
                    bytes[at++] = (byte) (value >> (8 * i));
                }
            }
        }
    }

    private long value(int entry, int kind, long contentAt) {
        return switch (kind) {
            case ImageFormat.CONTENT_OFFSET -> contentAt;
            case ImageFormat.COMPRESSED -> 0;
            case ImageFormat.CONTENT_LENGTH -> lengths[entry];
            default -> stringAt(entry, kind);
        };
    }

    private static int lengthOf(long value) {
        return (71 - Long.numberOfLeadingZeros(value)) / 8;
    }

    int stringAt(int entry, int kind) {
        return stringAt[ImageFormat.NAME_PARTS * entry + kind - 1];
    }

    int locationAt(int entry) {
        return locationAt[entry];
    }

    byte[] bytes() {
        return bytes;
    }
}

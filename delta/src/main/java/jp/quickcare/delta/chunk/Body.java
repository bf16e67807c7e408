package jp.quickcare.delta.chunk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import jp.quickcare.delta.container.Sizes;
import jp.quickcare.delta.deflate.Recipe;
import jp.quickcare.delta.deflate.RecipeFinder;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.zip.ZipEntries;

/** What is packed of a unit of entries: how each was deflated, then their contents. */
final class Body {
    private static final int STORED = 0;
    /** No recipe makes it again: its bytes are as they lie in the zip. */
    private static final int CARRIED = Recipe.MAX_CODE + 1;

    private Body() {}

    /** One entry as it goes into a zip. */
    static final class Made {
        private final byte[] payload;
        private final Sizes sizes;

        private Made(byte[] payload, Sizes sizes) {
            this.payload = payload;
            this.sizes = sizes;
        }

        byte[] payload() {
            return payload;
        }

        Sizes sizes() {
            return sizes;
        }
    }

    /** Of a unit that lies in a file, as it is packed. */
    static byte[] of(CutFile file, Unit unit, RecipeFinder finder) throws IOException {
        if (unit.kind() != UnitKind.ENTRIES) {
            return file.bytes(unit);
        }
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        ByteArrayOutputStream contents = new ByteArrayOutputStream();
        Varints.write(head, unit.length());
        for (int i = (int) unit.at(); i < unit.at() + unit.length(); i++) {
            byte[] payload = file.entries().payload(i);
            byte[] content = file.content(i);
            int recipe = file.entries().method(i) == ZipEntries.DEFLATED
                    ? finder.find(content, payload).map(Recipe::code).orElse(CARRIED)
                    : STORED;
            byte[] carried = recipe == CARRIED ? payload : content;
            Varints.write(head, recipe);
            Varints.write(head, carried.length);
            Varints.write(head, content.length);
            contents.writeBytes(carried);
        }
        contents.writeTo(head);
        return head.toByteArray();
    }

    /** One entry as it lies in a body. */
    record Part(int recipe, int at, int length, int contentLength) {}

    static List<Part> parts(byte[] body) throws DamagedDeltaException {
        Varints head = new Varints(body);
        int count = head.read(ChunkLimits.MAX_UNITS);
        List<int[]> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(new int[] {
                head.read(CARRIED), head.read(ChunkLimits.MAX_UNIT_BYTES), head.read(ChunkLimits.MAX_UNIT_BYTES)
            });
        }
        List<Part> parts = new ArrayList<>();
        int at = head.at();
        for (int[] number : numbers) {
            if (number[1] > body.length - at || (number[0] != CARRIED && number[1] != number[2])) {
                throw new DamagedDeltaException("a chunk whose entries do not fit it");
            }
            parts.add(new Part(number[0], at, number[1], number[2]));
            at += number[1];
        }
        if (at != body.length) {
            throw new DamagedDeltaException("a chunk with more than its entries");
        }
        return parts;
    }

    /** As {@link CutFile#text}, of what came. */
    static byte[] text(UnitKind kind, byte[] body) throws DamagedDeltaException {
        if (kind != UnitKind.ENTRIES) {
            return body;
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (Part part : parts(body)) {
            if (part.recipe() == CARRIED) {
                text.writeBytes(content(body, part));
            } else {
                text.write(body, part.at(), part.length());
            }
        }
        return text.toByteArray();
    }

    private static byte[] content(byte[] body, Part part) throws DamagedDeltaException {
        byte[] bytes = java.util.Arrays.copyOfRange(body, part.at(), part.at() + part.length());
        if (part.recipe() != CARRIED) {
            return bytes;
        }
        Optional<byte[]> content = RecipeFinder.inflate(bytes, part.contentLength());
        return content.orElseThrow(() -> new DamagedDeltaException("an entry that cannot be unpacked"));
    }

    /** Makes an entry as it was. */
    static Made make(byte[] body, Part part) throws DamagedDeltaException {
        byte[] content = content(body, part);
        CRC32 crc = new CRC32();
        crc.update(content);
        byte[] payload = switch (part.recipe()) {
            case STORED -> content;
            case CARRIED -> java.util.Arrays.copyOfRange(body, part.at(), part.at() + part.length());
            default -> deflated(part.recipe(), content);
        };
        return new Made(payload, new Sizes((int) crc.getValue(), payload.length, content.length));
    }

    private static byte[] deflated(int recipe, byte[] content) {
        Deflater deflater = Recipe.ofCode(recipe).deflater();
        try {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 2 + 64);
            byte[] chunk = new byte[1 << 15];
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }
}

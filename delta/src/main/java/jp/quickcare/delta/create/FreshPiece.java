package jp.quickcare.delta.create;

import java.io.IOException;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.deflate.RecipeFinder;

/**
 * Content that is to be made, as it lies in the new release; read when it is needed, and only then.
 *
 * @param position where it begins
 * @param packedLength how long it is there, in bytes
 * @param deflated whether it is deflated there
 * @param lengthBytes of the content
 */
record FreshPiece(ByteSource source, long position, long packedLength, boolean deflated, long lengthBytes) {
    byte[] bytes(long from, int length) throws IOException {
        if (!deflated) {
            return source.bytes(position + from, length);
        }
        byte[] packed = source.bytes(position, Math.toIntExact(packedLength));
        byte[] content = RecipeFinder.inflate(packed, Math.toIntExact(lengthBytes))
                .orElseThrow(() -> new IOException("the new release changed meanwhile"));
        return from == 0 && length == content.length
                ? content
                : java.util.Arrays.copyOfRange(content, (int) from, (int) from + length);
    }
}

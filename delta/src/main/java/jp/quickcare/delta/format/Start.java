package jp.quickcare.delta.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;

/**
 * What a delta starts with.
 *
 * @param version of the format
 * @param oldFiles stands for the old release: 8 bytes of a digest over its files
 * @param newFiles stands for the new release in the same way
 * @param planLength of the plan, in bytes
 * @param bitsLength of what follows the plan, in bytes; literals follow that
 */
public record Start(int version, long oldFiles, long newFiles, int planLength, long bitsLength) {
    /** How long it is, in bytes. */
    public static final int LENGTH = 28;

    private static final int MAGIC = 'Q' | 'C' << 8 | 'D' << 16;

    /** For a delta between two releases. */
    public static Start between(
            int version, List<ReleaseFile> old, List<ReleaseFile> fresh, int planLength, int bitsLength) {
        return new Start(version, standFor(old), standFor(fresh), planLength, bitsLength);
    }

    /** Reads it. */
    public static Start read(byte[] bytes) throws DamagedDeltaException {
        if (bytes.length < LENGTH) {
            throw new DamagedDeltaException("a delta that ends too early");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int first = buffer.getInt();
        int version = first >>> 24;
        if ((first & 0xffffff) != MAGIC || version < Limits.OLDEST_VERSION || version > Limits.VERSION) {
            throw new DamagedDeltaException("no delta, or one of another version");
        }
        Start start =
                new Start(version, buffer.getLong(), buffer.getLong(), buffer.getInt(), buffer.getInt() & 0xffffffffL);
        if (start.planLength < 0 || start.planLength > Limits.MAX_PLAN_BYTES) {
            throw new DamagedDeltaException("a plan that is too long");
        }
        return start;
    }

    /** The bytes. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(MAGIC | version << 24)
                .putLong(oldFiles)
                .putLong(newFiles)
                .putInt(planLength)
                .putInt((int) bitsLength)
                .array();
    }

    /** Whether the delta begins with a release of these files. */
    public boolean isFrom(List<ReleaseFile> old) {
        return oldFiles == standFor(old);
    }

    /** Makes sure that the delta is for these two. */
    public void requireFor(List<ReleaseFile> old, List<ReleaseFile> fresh) throws DamagedDeltaException {
        if (!isFrom(old) || newFiles != standFor(fresh)) {
            throw new DamagedDeltaException("a delta between other releases");
        }
    }

    private static long standFor(List<ReleaseFile> files) {
        MessageDigest digest = Sha256.newDigest();
        for (ReleaseFile file : ByPath.sorted(files)) {
            String line = file.path() + "\0" + file.lengthBytes() + "\0" + file.sha256() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return ByteBuffer.wrap(digest.digest()).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }
}

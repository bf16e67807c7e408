package jp.quickcare.benchmarks.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.image.ImageFrame;

/** Makes small images as runtimes have them, of packages of one module and the listings that they need. */
final class ImageWriter {
    private ImageWriter() {}

    /** An image of classes, by package and name, in their order; empty where no table can have so few names. */
    static Optional<byte[]> image(Map<String, byte[]> classes) {
        List<String> names = new ArrayList<>();
        for (String name : classes.keySet()) {
            names.add("java.base\0" + name.replace('/', '\0') + "\0class\0");
        }
        names.addAll(listings(classes));
        List<byte[]> content = new ArrayList<>(classes.values());
        int[] lengths = new int[names.size()];
        try {
            ImageFrame lengthless = frame(names, lengths);
            for (int i = classes.size(); i < lengths.length; i++) {
                content.add(lengthless.derived(i));
            }
            for (int i = 0; i < lengths.length; i++) {
                lengths[i] = content.get(i).length;
            }
            ImageFrame frame = frame(names, lengths);
            ByteArrayOutputStream image = new ByteArrayOutputStream();
            image.writeBytes(frame.prefix());
            for (int i = 0; i < lengths.length; i++) {
                image.writeBytes(i < classes.size() ? content.get(i) : frame.derived(i));
            }
            return Optional.of(image.toByteArray());
        } catch (DamagedDeltaException e) {
            return Optional.empty();
        }
    }

    private static List<String> listings(Map<String, byte[]> classes) {
        Set<String> listings =
                new TreeSet<>(List.of("\0\0/modules\0\0", "\0\0/packages\0\0", "modules\0\0java.base\0\0"));
        for (String name : classes.keySet()) {
            String inPackage = name.substring(0, name.indexOf('/'));
            listings.add("modules\0\0java.base/" + inPackage + "\0\0");
            listings.add("packages\0\0" + inPackage + "\0\0");
        }
        return List.copyOf(listings);
    }

    /** What docs/delta-format.md calls an image by columns. */
    private static ImageFrame frame(List<String> names, int[] lengths) throws DamagedDeltaException {
        byte[] joined = String.join("", names).getBytes(StandardCharsets.UTF_8);
        ByteBuffer columns =
                ByteBuffer.allocate(16 + 4 * lengths.length + joined.length).order(ByteOrder.LITTLE_ENDIAN);
        columns.putInt(lengths.length).putInt(0).putInt(0).putInt(0);
        for (int length : lengths) {
            columns.putInt(length);
        }
        return new ImageFrame(columns.put(joined).array(), lengths.length);
    }
}

package jp.quickcare.delta.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import jp.quickcare.delta.format.DamagedDeltaException;

/** Images of runtimes as jlink makes them: what is given, then the directories that list it. */
public final class Images {
    private Images() {}

    /** An image of these, by names as {@code /java.base/java/lang/Object.class}, in their order. */
    public static byte[] image(Map<String, byte[]> content) {
        TreeSet<String> listings = new TreeSet<>(List.of("/modules", "/packages"));
        for (String name : content.keySet()) {
            int module = name.indexOf('/', 1);
            for (int slash = module; slash > 0; slash = name.indexOf('/', slash + 1)) {
                listings.add("/modules" + name.substring(0, slash));
                if (slash > module) {
                    listings.add(
                            "/packages/" + name.substring(module + 1, slash).replace('/', '.'));
                }
            }
        }
        List<String> names = new ArrayList<>(content.keySet());
        names.addAll(listings);
        int[] lengths = new int[names.size()];
        try {
            // What a listing has says how long it is, and what it has is known when all lengths are.
            for (int turn = 0; turn < 2; turn++) {
                ImageFrame frame = new ImageFrame(columns(names, lengths), names.size());
                ByteArrayOutputStream image = new ByteArrayOutputStream();
                image.writeBytes(frame.prefix());
                for (int i = 0; i < names.size(); i++) {
                    byte[] bytes = content.get(names.get(i));
                    bytes = bytes == null ? frame.derived(i) : bytes;
                    lengths[i] = bytes.length;
                    image.writeBytes(bytes);
                }
                if (turn == 1) {
                    return image.toByteArray();
                }
            }
        } catch (DamagedDeltaException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError();
    }

    private static byte[] columns(List<String> names, int[] lengths) {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        for (String name : names) {
            for (String part : parts(name)) {
                parts.writeBytes(part.getBytes(StandardCharsets.UTF_8));
                parts.write(0);
            }
        }
        return ImageColumns.of(lengths, parts.toByteArray(), new int[] {1, 2}, new byte[] {1, 2, 3});
    }

    /** Module, parent, base and extension, as jlink tells them apart. */
    static List<String> parts(String name) {
        for (String listing : List.of("modules", "packages")) {
            if (name.startsWith("/" + listing + "/")) {
                return List.of(listing, "", name.substring(listing.length() + 2), "");
            }
        }
        int module = name.indexOf('/', 1);
        if (module < 0) {
            return List.of("", "", name, "");
        }
        String rest = name.substring(module + 1);
        int slash = rest.lastIndexOf('/');
        String last = rest.substring(slash + 1);
        int dot = last.lastIndexOf('.');
        return List.of(
                name.substring(1, module),
                slash < 0 ? "" : rest.substring(0, slash),
                dot < 0 ? last : last.substring(0, dot),
                dot < 0 ? "" : last.substring(dot + 1));
    }
}

package jp.quickcare.delta.create;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import jp.quickcare.delta.container.Entries;
import jp.quickcare.delta.container.Sizes;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.plan.OldFiles;
import jp.quickcare.delta.zip.ZipEntries;

/** Finds in the old release what is the same as something new, or likely to resemble it. */
final class OldIndex {
    private static final Pattern VERSION = Pattern.compile("[-_.]?[0-9]+");

    private final OldFiles files;
    private final Map<Sizes, Place> payloads = new HashMap<>();
    private final Map<String, Place> names = new HashMap<>();
    private final Map<String, Place> lastNames = new HashMap<>();
    private final Map<String, Integer> paths = new HashMap<>();
    private final Map<String, Integer> pathsWithoutVersion = new HashMap<>();
    private final Map<String, Integer> namesWithoutVersion = new HashMap<>();

    /** An entry of an old file. */
    record Place(int file, int entry) {}

    OldIndex(OldFiles files) throws IOException, DamagedDeltaException {
        this.files = files;
        for (int file = 0; file < files.files().size(); file++) {
            String path = files.files().get(file).path().toString();
            paths.put(path, file);
            pathsWithoutVersion.putIfAbsent(withoutVersion(path), file);
            namesWithoutVersion.putIfAbsent(withoutVersion(lastName(path)), file);
            Optional<Entries> entries = files.entries(file);
            if (entries.isPresent() && entries.get() instanceof ZipEntries) {
                add(file, entries.get());
            }
        }
    }

    /** Looks into one old image only, which no older launcher could. */
    OldIndex(OldFiles files, int image) throws IOException, DamagedDeltaException {
        this.files = files;
        add(image, files.entries(image).orElseThrow());
    }

    private void add(int file, Entries entries) throws IOException {
        for (int entry = 0; entry < entries.count(); entry++) {
            if (entries.payloadLength(entry) == 0) {
                continue;
            }
            Place place = new Place(file, entry);
            payloads.putIfAbsent(key(entries, entry), place);
            String name = entries.text(entry);
            names.putIfAbsent(name, place);
            lastNames.putIfAbsent(lastName(name), place);
        }
    }

    private static Sizes key(Entries entries, int entry) throws IOException {
        return entries instanceof ZipEntries ? entries.sizes(entry) : checked(entries.payload(entry));
    }

    /** The sizes of bytes of which their container says no checksum. */
    static Sizes checked(byte[] payload) {
        CRC32 crc = new CRC32();
        crc.update(payload);
        return new Sizes((int) crc.getValue(), payload.length, payload.length);
    }

    /** The old file that a new one most likely came of, or -1. */
    int counterpart(String path) {
        return Optional.ofNullable(paths.get(path))
                .or(() -> Optional.ofNullable(pathsWithoutVersion.get(withoutVersion(path))))
                .or(() -> Optional.ofNullable(namesWithoutVersion.get(withoutVersion(lastName(path)))))
                .orElse(-1);
    }

    /** An old entry whose bytes in its zip are the same. */
    Optional<Place> samePayload(Sizes sizes, byte[] payload) throws IOException, DamagedDeltaException {
        Place place = payloads.get(sizes);
        if (place == null) {
            return Optional.empty();
        }
        Entries entries = files.entries(place.file()).orElseThrow();
        boolean same =
                key(entries, place.entry()).equals(sizes) && Arrays.equals(entries.payload(place.entry()), payload);
        return same ? Optional.of(place) : Optional.empty();
    }

    /** Whether an entry has these sizes and these bytes. */
    static boolean isSame(Entries entries, int entry, Sizes sizes, byte[] payload) throws IOException {
        return entries.sizes(entry).equals(sizes) && Arrays.equals(entries.payload(entry), payload);
    }

    /** An old entry that by its name may resemble a new one. */
    Optional<Place> likely(String name) {
        return Optional.ofNullable(names.get(name)).or(() -> Optional.ofNullable(lastNames.get(lastName(name))));
    }

    private static String withoutVersion(String path) {
        return VERSION.matcher(path).replaceAll("");
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}

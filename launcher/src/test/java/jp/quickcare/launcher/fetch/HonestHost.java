package jp.quickcare.launcher.fetch;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.quickcare.manifest.digest.Sha256;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** What an honest source holds, and how it answers: as a static host, or as a manifest server with its stream. */
final class HonestHost {
    private static final Pattern ASKED =
            Pattern.compile("\\{\"sha256\":\"([0-9a-f]{64})\",\"zst\":(true|false),\"offset\":(\\d+)}");
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");

    private final Map<String, byte[]> stored = new ConcurrentHashMap<>();

    /** Holds random content plain. */
    WantedObject add(int lengthBytes, long seed) {
        byte[] content = random(lengthBytes, seed);
        Sha256 sha256 = Sha256.of(content);
        stored.put(sha256.hex(), content);
        return new WantedObject(sha256, lengthBytes, OptionalLong.empty());
    }

    /** Holds content compressed. */
    WantedObject addCompressed(byte[] content) throws IOException {
        byte[] compressed = zstd(content);
        Sha256 sha256 = Sha256.of(content);
        stored.put(sha256.hex() + ".zst", compressed);
        return new WantedObject(sha256, content.length, OptionalLong.of(compressed.length));
    }

    /** Holds these stored bytes under that name, right or not. */
    void put(WantedObject object, byte[] storedBytes) {
        stored.put(object.storedName(), storedBytes);
    }

    byte[] stored(WantedObject object) {
        return Objects.requireNonNull(stored.get(object.storedName()));
    }

    void remove(WantedObject object) {
        stored.remove(object.storedName());
    }

    /** A static host: single objects, with ranges. */
    void staticAnswer(RawServer.Request request, RawServer.Wire wire) throws IOException {
        byte[] content = stored.get(request.path().substring(request.path().lastIndexOf('/') + 1));
        if (!request.method().equals("GET") || content == null) {
            wire.status(request.method().equals("GET") ? "404 Not Found" : "405 Method Not Allowed");
            return;
        }
        Matcher range = RANGE.matcher(request.header("Range"));
        if (range.matches()) {
            int from = Integer.parseInt(range.group(1));
            wire.head(
                    "206 Partial Content",
                    "Content-Range: bytes " + from + "-" + (content.length - 1) + "/" + content.length,
                    "Content-Length: " + (content.length - from));
            wire.body(content, from, content.length - from);
        } else {
            wire.ok("application/octet-stream", content);
        }
    }

    /** A manifest server. */
    void streamAnswer(RawServer.Request request, RawServer.Wire wire) throws IOException {
        if (request.method().equals("POST")) {
            wire.ok("application/x-tar", tar(request));
        } else {
            staticAnswer(request, wire);
        }
    }

    /** The stream that answers such a request. */
    byte[] tar(RawServer.Request request) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> missing = new ArrayList<>();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (Matcher one = asked(request); one.find(); ) {
                String name = one.group(1) + (one.group(2).equals("true") ? ".zst" : "");
                int offset = Integer.parseInt(one.group(3));
                byte[] content = stored.get(name);
                if (content == null) {
                    missing.add(one.group(1));
                } else {
                    entry(tar, name, content, offset);
                }
            }
            byte[] names = String.join("\n", missing).getBytes(StandardCharsets.US_ASCII);
            entry(tar, "missing", names, 0);
        }
        return bytes.toByteArray();
    }

    static void entry(TarArchiveOutputStream tar, String name, byte[] content, int offset) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length - offset);
        if (offset > 0) {
            entry.addPaxHeader("QC.offset", Integer.toString(offset));
        }
        tar.putArchiveEntry(entry);
        tar.write(content, offset, content.length - offset);
        tar.closeArchiveEntry();
    }

    static Matcher asked(RawServer.Request request) {
        return ASKED.matcher(request.body());
    }

    static byte[] random(int lengthBytes, long seed) {
        byte[] content = new byte[lengthBytes];
        new Random(seed).nextBytes(content);
        return content;
    }

    static byte[] zstd(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZstdOutputStream zstd = new ZstdOutputStream(bytes)) {
            zstd.write(content);
        }
        return bytes.toByteArray();
    }
}

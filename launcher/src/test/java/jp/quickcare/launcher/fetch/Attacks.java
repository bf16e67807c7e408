package jp.quickcare.launcher.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.manifest.digest.Sha256;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Ways in which a source can be bad, and the honest content beside them. */
final class Attacks {
    /** One way to be bad, and what is said of it. */
    record Attack(String name, FailureCode code, String reason, RawServer.Answer answer) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final HonestHost HOST = new HonestHost();
    static final WantedObject PLAIN = HOST.add(100_000, 1);
    static final WantedObject OTHER = HOST.add(100_000, 2);
    static final WantedObject COMPRESSED = compressed(HonestHost.random(90_000, 3));
    static final WantedObject ZEROS = compressed(new byte[1_000_000]);
    static final List<WantedObject> WANTED = List.of(PLAIN, OTHER, COMPRESSED, ZEROS);

    private Attacks() {}

    private static WantedObject compressed(byte[] content) {
        try {
            return HOST.addCompressed(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Attack> all() {
        return Stream.of(
                lie("TR1 endless body", "announces", stat((request, wire) -> {
                    wire.head("200 OK", "Content-Length: 9223372036854775807");
                    wire.endlessly(new byte[8192]);
                })),
                lie("TR1 endless body without a length", "more than the signed length", stat((request, wire) -> {
                    wire.head("200 OK", "Connection: close");
                    wire.endlessly(new byte[8192]);
                })),
                lie("TR1 chunks without end", "more than the signed length", stat((request, wire) -> {
                    wire.head("200 OK", "Transfer-Encoding: chunked");
                    wire.endlessly(("400\r\n" + "x".repeat(0x400) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                })),
                lie("TR1 wrong Content-Length", "announces 99999 bytes", stat((request, wire) -> {
                    wire.ok("application/octet-stream", new byte[99_999]);
                })),
                trouble("TR2 slow body of an object", "less than 2000 bytes a second", stat((request, wire) -> {
                    wire.head("200 OK", "Connection: close");
                    wire.drip(20_000_000);
                })),
                trouble("TR2 slow stream", "less than 2000 bytes a second", (request, wire) -> {
                    wire.head("200 OK", "Content-Type: application/x-tar", "Content-Length: 1000000");
                    wire.drip(20_000_000);
                }),
                lie(
                        "TR3 redirect to a file",
                        "not http or https",
                        (request, wire) -> wire.head(
                                "307 Temporary Redirect", "Location: file:///etc/passwd", "Content-Length: 0")),
                lie(
                        "TR3 redirect to another host",
                        "another host",
                        (request, wire) -> wire.head(
                                "302 Found", "Location: http://localhost" + request.path(), "Content-Length: 0")),
                trouble("TR4 truncated at once", "end", stat((request, wire) -> {
                    wire.head("200 OK", "Connection: close");
                    wire.cut();
                })),
                trouble("TR4 reset in the middle of a stream", "", (request, wire) -> {
                    wire.head("200 OK", "Content-Type: application/x-tar", "Content-Length: 1000000");
                    wire.reset();
                }),
                lie("TR4 part that was not asked for", "another range", stat((request, wire) -> {
                    wire.head("206 Partial Content", "Content-Range: bytes 0-9/100000", "Content-Length: 10");
                    wire.body(new byte[10]);
                })),
                lie("TR5 gzip", "content-encoded", stat((request, wire) -> {
                    wire.head("200 OK", "Content-Encoding: gzip", "Content-Length: 100000");
                    wire.body(new byte[100_000]);
                })),
                trouble("TR5 endless headers", "Maximum header count", stat((request, wire) -> {
                    wire.text("HTTP/1.1 200 OK\r\n");
                    wire.endlessly("X-Bomb: bomb\r\n".getBytes(StandardCharsets.US_ASCII));
                })),
                lie(
                        "TR5 zstd that decodes to more than is signed",
                        "other bytes",
                        serving(ZEROS, sized(ZEROS, zstd(new byte[50_000_000])))),
                lie(
                        "TR5 what is no zstd",
                        "other bytes",
                        serving(COMPRESSED, HonestHost.random((int) COMPRESSED.storedBytes(), 5))),
                lie(
                        "TR6 log-in page for an object",
                        "announces",
                        (request, wire) ->
                                wire.ok("text/html", "<html>log in</html>".getBytes(StandardCharsets.US_ASCII))),
                trouble(
                        "TR6 server error",
                        "answered 500",
                        (request, wire) -> wire.status("500 Internal Server Error")),
                lie("TR8 another valid file of the same length", "other bytes", serving(PLAIN, HOST.stored(OTHER))),
                lie("CT1 one byte changed", "other bytes", serving(PLAIN, changed(HOST.stored(PLAIN)))),
                lie(
                        "CT2 entry that announces too much",
                        "announces",
                        tar((tar, request) ->
                                HostEntry.to(tar, PLAIN.storedName(), new byte[100_001], TarConstants.LF_NORMAL))),
                lie(
                        "CT2 entry of length 0",
                        "announces 0 bytes",
                        tar((tar, request) ->
                                HostEntry.to(tar, PLAIN.storedName(), new byte[0], TarConstants.LF_NORMAL))),
                lie(
                        "CT8 entry that was not asked for",
                        "not asked for",
                        tar((tar, request) ->
                                HostEntry.to(tar, Sha256.of(new byte[9]).hex(), new byte[3], TarConstants.LF_NORMAL))),
                lie(
                        "FS1 entry with a path",
                        "not asked for",
                        tar((tar, request) -> HostEntry.to(tar, "../evil", new byte[3], TarConstants.LF_NORMAL))),
                lie(
                        "FS2 entry that is a link",
                        "not asked for",
                        tar((tar, request) ->
                                HostEntry.to(tar, PLAIN.storedName(), new byte[0], TarConstants.LF_SYMLINK))),
                lie(
                        "TR5 endless name in the tar",
                        "more where it should have ended",
                        tar((tar, request) -> HostEntry.to(
                                tar, "././@LongLink", new byte[5_000_000], TarConstants.LF_GNUTYPE_LONGNAME))),
                lie(
                        "TR1 no tar at all",
                        "no tar",
                        (request, wire) -> wire.ok("application/x-tar", HonestHost.random(100_000, 9))),
                lie(
                        "A5 leaves out what it was asked for",
                        "leaves out",
                        tar((tar, request) -> HostEntry.to(tar, "missing", new byte[0], TarConstants.LF_NORMAL))),
                lie(
                        "A5 lacks what nobody asked for",
                        "not asked for",
                        tar((tar, request) -> HostEntry.to(
                                tar,
                                "missing",
                                Sha256.of(new byte[9]).hex().getBytes(StandardCharsets.US_ASCII),
                                TarConstants.LF_NORMAL))),
                lie(
                        "TR1 list of missing files without end",
                        "lacks more",
                        tar((tar, request) ->
                                HostEntry.to(tar, "missing", new byte[5_000_000], TarConstants.LF_NORMAL))));
    }

    private static Attack lie(String name, String reason, RawServer.Answer answer) {
        return new Attack(name, FailureCode.NOT_TRUSTED, reason, answer);
    }

    private static Attack trouble(String name, String reason, RawServer.Answer answer) {
        return new Attack(name, FailureCode.NO_SERVER, reason, answer);
    }

    /** Bad as a static host only: it says that it has no stream. */
    static RawServer.Answer stat(RawServer.Answer answer) {
        return (request, wire) -> {
            if (request.method().equals("POST")) {
                wire.status("404 Not Found");
            } else {
                answer.to(request, wire);
            }
        };
    }

    /** Honest but for one object. */
    static RawServer.Answer serving(WantedObject object, byte[] stored) {
        HonestHost host = new HonestHost();
        WANTED_AND_STORED.forEach(host::put);
        host.put(object, stored);
        return host::streamAnswer;
    }

    private static final Map<WantedObject, byte[]> WANTED_AND_STORED = stored();

    private static Map<WantedObject, byte[]> stored() {
        Map<WantedObject, byte[]> stored = new HashMap<>();
        WANTED.forEach(object -> stored.put(object, HOST.stored(object)));
        return stored;
    }

    private interface Tar {
        void write(TarArchiveOutputStream tar, RawServer.Request request) throws IOException;
    }

    private static RawServer.Answer tar(Tar content) {
        return (request, wire) -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
                content.write(tar, request);
            }
            wire.ok("application/x-tar", bytes.toByteArray());
        };
    }

    /** Entries of any kind, also such as no honest server sends. */
    private static final class HostEntry {
        static void to(TarArchiveOutputStream tar, String name, byte[] content, byte kind) throws IOException {
            TarArchiveEntry entry = new TarArchiveEntry(name, kind);
            entry.setSize(content.length);
            if (kind == TarConstants.LF_SYMLINK) {
                entry.setLinkName("/etc/passwd");
            }
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
    }

    static byte[] changed(byte[] content) {
        byte[] copy = content.clone();
        copy[copy.length / 2] ^= 1;
        return copy;
    }

    private static byte[] zstd(byte[] content) {
        try {
            return HonestHost.zstd(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As long as the signed stored form, so that only the decoding tells. */
    private static byte[] sized(WantedObject object, byte[] stored) {
        return Arrays.copyOf(stored, (int) object.storedBytes());
    }
}

package jp.quickcare.launcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.SourceFailure;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.manifest.digest.Sha256;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that lie, stall or flood: each is refused for its reason, leaves nothing bad, and cannot block an honest one. */
class BadSourceIT {
    private static final Sha256 RELEASE = Sha256.of(new byte[] {1});

    /** One way to be bad, and what is said of it. */
    record Attack(String name, FailureCode code, String reason, RawServer.Answer answer) {
        @Override
        public String toString() {
            return name;
        }
    }

    @TempDir
    private Path folder;

    private static final HonestHost HOST = new HonestHost();
    private static final WantedObject PLAIN = HOST.add(100_000, 1);
    private static final WantedObject OTHER = HOST.add(100_000, 2);
    private static final WantedObject COMPRESSED = compressed(HonestHost.random(90_000, 3));
    private static final WantedObject ZEROS = compressed(new byte[1_000_000]);
    private static final List<WantedObject> WANTED = List.of(PLAIN, OTHER, COMPRESSED, ZEROS);

    private RawServer bad;
    private RawServer honest;

    @BeforeEach
    void serve() throws IOException {
        bad = new RawServer(HOST::streamAnswer);
        honest = new RawServer(HOST::streamAnswer);
    }

    @AfterEach
    void end() throws IOException {
        bad.close();
        honest.close();
    }

    private static WantedObject compressed(byte[] content) {
        try {
            return HOST.addCompressed(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Attack> attacks() {
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
                lie("TR3 redirect to a file", "not http or https", (request, wire) ->
                        wire.head("307 Temporary Redirect", "Location: file:///etc/passwd", "Content-Length: 0")),
                lie("TR3 redirect to another host", "another host", (request, wire) -> wire.head(
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
                lie("TR5 zstd that decodes to more than is signed", "other bytes", serving(ZEROS, sized(
                        ZEROS, zstd(new byte[50_000_000])))),
                lie("TR5 what is no zstd", "other bytes", serving(COMPRESSED, HonestHost.random(
                        (int) COMPRESSED.storedBytes(), 5))),
                lie("TR6 log-in page for an object", "announces", (request, wire) ->
                        wire.ok("text/html", "<html>log in</html>".getBytes(StandardCharsets.US_ASCII))),
                trouble("TR6 server error", "answered 500", (request, wire) ->
                        wire.status("500 Internal Server Error")),
                lie("TR8 another valid file of the same length", "other bytes", serving(PLAIN, HOST.stored(OTHER))),
                lie("CT1 one byte changed", "other bytes", serving(PLAIN, changed(HOST.stored(PLAIN)))),
                lie("CT2 entry that announces too much", "announces", tar((tar, request) ->
                        HostEntry.to(tar, PLAIN.storedName(), new byte[100_001], TarConstants.LF_NORMAL))),
                lie("CT2 entry of length 0", "announces 0 bytes", tar((tar, request) ->
                        HostEntry.to(tar, PLAIN.storedName(), new byte[0], TarConstants.LF_NORMAL))),
                lie("CT8 entry that was not asked for", "not asked for", tar((tar, request) ->
                        HostEntry.to(tar, Sha256.of(new byte[9]).hex(), new byte[3], TarConstants.LF_NORMAL))),
                lie("FS1 entry with a path", "not asked for", tar((tar, request) ->
                        HostEntry.to(tar, "../evil", new byte[3], TarConstants.LF_NORMAL))),
                lie("FS2 entry that is a link", "not asked for", tar((tar, request) ->
                        HostEntry.to(tar, PLAIN.storedName(), new byte[0], TarConstants.LF_SYMLINK))),
                lie("TR5 endless name in the tar", "more where it should have ended", tar((tar, request) ->
                        HostEntry.to(tar, "././@LongLink", new byte[5_000_000], TarConstants.LF_GNUTYPE_LONGNAME))),
                lie("TR1 no tar at all", "no tar", (request, wire) ->
                        wire.ok("application/x-tar", HonestHost.random(100_000, 9))),
                lie("A5 leaves out what it was asked for", "leaves out", tar((tar, request) ->
                        HostEntry.to(tar, "missing", new byte[0], TarConstants.LF_NORMAL))),
                lie("A5 lacks what nobody asked for", "not asked for", tar((tar, request) -> HostEntry.to(
                        tar,
                        "missing",
                        Sha256.of(new byte[9]).hex().getBytes(StandardCharsets.US_ASCII),
                        TarConstants.LF_NORMAL))),
                lie("TR1 list of missing files without end", "lacks more", tar((tar, request) ->
                        HostEntry.to(tar, "missing", new byte[5_000_000], TarConstants.LF_NORMAL))));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void it_is_refused_with_its_reason_and_the_next_honest_download_succeeds(Attack attack) throws Exception {
        bad.answer(attack.answer());
        try (Download download = new Download(List.of(bad.uri()), QuickLimits.LIMITS)) {
            assertThatThrownBy(() -> download.bring(RELEASE, WANTED, folder, Progress.SILENT))
                    .isInstanceOfSatisfying(SourceFailure.class, failure -> {
                        assertThat(failure.code()).isEqualTo(attack.code());
                        assertThat(failure.facts()).first().isEqualTo(bad.uri().toString());
                    })
                    .hasMessageContaining(attack.reason());
        }
        Folders.assertNothingBad(folder);
        try (Download download = new Download(List.of(honest.uri()), QuickLimits.LIMITS)) {
            assertThat(download.bring(RELEASE, WANTED, folder, Progress.SILENT)).isEmpty();
        }
        Folders.assertComplete(folder, WANTED);
    }

    /** TR7 */
    @ParameterizedTest
    @MethodSource("attacks")
    void it_cannot_block_an_honest_mirror(Attack attack) throws Exception {
        bad.answer(attack.answer());
        try (Download download = new Download(List.of(bad.uri(), honest.uri()), QuickLimits.LIMITS)) {
            assertThat(download.bring(RELEASE, WANTED, folder, Progress.SILENT)).isEmpty();
        }
        Folders.assertComplete(folder, WANTED);
    }

    /** TR7 */
    @Test
    void who_lied_once_is_not_asked_again() throws Exception {
        bad.answer(serving(PLAIN, changed(HOST.stored(PLAIN))));
        try (Download download = new Download(List.of(bad.uri(), honest.uri()), QuickLimits.LIMITS)) {
            download.bring(RELEASE, List.of(PLAIN), folder, Progress.SILENT);
            int asked = bad.requests().size();
            download.bring(RELEASE, WANTED, folder, Progress.SILENT);
            assertThat(bad.requests()).hasSize(asked);
        }
        Folders.assertComplete(folder, WANTED);
    }

    /** TR7: a stale mirror is no liar, it only lacks the new */
    @Test
    void a_stale_mirror_brings_what_it_has() throws Exception {
        HonestHost stale = new HonestHost();
        stale.put(PLAIN, HOST.stored(PLAIN));
        bad.answer(stale::staticAnswer);
        try (Download download = new Download(List.of(bad.uri(), honest.uri()), QuickLimits.LIMITS)) {
            assertThat(download.bring(RELEASE, WANTED, folder, Progress.SILENT)).isEmpty();
        }
        Folders.assertComplete(folder, WANTED);
        assertThat(bad.bodyBytesSent()).isEqualTo(PLAIN.storedBytes());
    }

    /** TR7: half of an object from a liar is not held against the honest one that goes on with it */
    @Test
    void a_poisoned_part_costs_a_second_transfer_and_nothing_else() throws Exception {
        Files.write(folder.resolve(PLAIN.storedName() + ".part"), new byte[50_000]);
        Files.write(folder.resolve(COMPRESSED.storedName() + ".part"), new byte[50_000]);
        try (Download download = new Download(List.of(honest.uri()), QuickLimits.LIMITS)) {
            assertThat(download.bring(RELEASE, WANTED, folder, Progress.SILENT)).isEmpty();
        }
        Folders.assertComplete(folder, WANTED);
    }

    /** TR4: the object has changed under its name, and a range of the new one does not fit the old beginning */
    @Test
    void a_resumed_object_that_changed_is_brought_anew_from_another() throws Exception {
        AtomicInteger gets = new AtomicInteger();
        bad.answer(stat((request, wire) -> {
            if (gets.incrementAndGet() == 1) {
                wire.head("200 OK", "Content-Length: 100000", "ETag: \"a\"");
                wire.body(HOST.stored(PLAIN), 0, 70_000);
                wire.cut();
            } else {
                wire.head(
                        "206 Partial Content",
                        "ETag: \"a\"",
                        "Content-Range: bytes 70000-99999/100000",
                        "Content-Length: 30000");
                wire.body(HOST.stored(OTHER), 70_000, 30_000);
            }
        }));
        try (Download download = new Download(List.of(bad.uri(), honest.uri()), QuickLimits.LIMITS)) {
            assertThat(download.bring(RELEASE, List.of(PLAIN), folder, Progress.SILENT))
                    .isEmpty();
        }
        Folders.assertComplete(folder, List.of(PLAIN));
    }

    /** CT2 */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 99_999, 100_001, 1L << 31, Long.MAX_VALUE})
    void a_signed_length_that_is_not_the_content_s_ends_in_a_refusal(long length) throws Exception {
        WantedObject impossible = new WantedObject(PLAIN.sha256(), length, OptionalLong.empty());
        for (RawServer.Answer answer : List.<RawServer.Answer>of(HOST::streamAnswer, HOST::staticAnswer)) {
            honest.answer(answer);
            try (Download download = new Download(List.of(honest.uri()), QuickLimits.LIMITS)) {
                assertThatThrownBy(() -> download.bring(RELEASE, List.of(impossible), folder, Progress.SILENT))
                        .isInstanceOfSatisfying(
                                SourceFailure.class,
                                failure -> assertThat(failure.code()).isEqualTo(FailureCode.NOT_TRUSTED));
            }
            Folders.assertNothingBad(folder);
        }
        try (Download download = new Download(List.of(honest.uri()), QuickLimits.LIMITS)) {
            assertThat(download.bring(RELEASE, WANTED, folder, Progress.SILENT)).isEmpty();
        }
        Folders.assertComplete(folder, WANTED);
    }

    /** TR5, CT2: the compressed length may be a lie too */
    @Test
    void a_compressed_length_of_nothing_is_refused() throws Exception {
        WantedObject impossible = new WantedObject(ZEROS.sha256(), ZEROS.lengthBytes(), OptionalLong.of(0));
        try (Download download = new Download(List.of(honest.uri()), QuickLimits.LIMITS)) {
            assertThatThrownBy(() -> download.bring(RELEASE, List.of(impossible), folder, Progress.SILENT))
                    .isInstanceOf(SourceFailure.class);
        }
        assertThat(Folders.names(folder)).noneMatch(Sha256::isHex);
    }

    private static Attack lie(String name, String reason, RawServer.Answer answer) {
        return new Attack(name, FailureCode.NOT_TRUSTED, reason, answer);
    }

    private static Attack trouble(String name, String reason, RawServer.Answer answer) {
        return new Attack(name, FailureCode.NO_SERVER, reason, answer);
    }

    /** Bad as a static host only: it says that it has no stream. */
    private static RawServer.Answer stat(RawServer.Answer answer) {
        return (request, wire) -> {
            if (request.method().equals("POST")) {
                wire.status("404 Not Found");
            } else {
                answer.to(request, wire);
            }
        };
    }

    /** Honest but for one object. */
    private static RawServer.Answer serving(WantedObject object, byte[] stored) {
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

    private static byte[] changed(byte[] content) {
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

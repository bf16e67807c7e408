package jp.quickcare.launcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.fetch.Parts.Part;
import jp.quickcare.launcher.progress.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F3: stretches of an object from any static host that knows ranges. */
class PartsIT {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
    private static final List<Part> PARTS = List.of(new Part(0, 10), new Part(5_000, 40_000), new Part(99_999, 1));

    @TempDir
    private Path folder;

    private final HonestHost host = new HonestHost();
    private RawServer server;
    private WantedObject object;

    @BeforeEach
    void serve() throws IOException {
        object = host.add(100_000, 1);
        server = new RawServer(this::ranges);
    }

    @AfterEach
    void end() throws IOException {
        server.close();
    }

    private void ranges(RawServer.Request request, RawServer.Wire wire) throws IOException {
        byte[] content = host.stored(object);
        Matcher range = RANGE.matcher(request.header("Range"));
        if (!request.path().endsWith("/" + object.storedName()) || !range.matches()) {
            wire.status("404 Not Found");
            return;
        }
        int from = Integer.parseInt(range.group(1));
        int length = Integer.parseInt(range.group(2)) + 1 - from;
        wire.head(
                "206 Partial Content",
                "Content-Range: bytes " + from + "-" + (from + length - 1) + "/" + content.length,
                "Content-Length: " + length);
        wire.body(content, from, length);
    }

    private boolean bring(URI... bases) throws KeepFailure {
        try (Parts parts = new Parts(object, List.of(bases), Admitting.UNASKED, QuickLimits.LIMITS)) {
            return parts.bring(PARTS, folder, Progress.SILENT);
        }
    }

    private void requireParts() throws IOException {
        byte[] content = host.stored(object);
        for (Part part : PARTS) {
            assertThat(Files.readAllBytes(part.in(folder, object)))
                    .isEqualTo(Arrays.copyOfRange(content, (int) part.at(), (int) (part.at() + part.length())));
        }
    }

    @Test
    void only_what_is_asked_for_comes() throws Exception {
        assertThat(bring(server.uri())).isTrue();

        requireParts();
        assertThat(server.bodyBytesSent()).isEqualTo(40_011);
    }

    @Test
    void what_an_earlier_attempt_left_is_gone_on_with() throws Exception {
        Part half = PARTS.get(1);
        Files.write(half.in(folder, object), Arrays.copyOfRange(host.stored(object), 5_000, 25_000));

        assertThat(bring(server.uri())).isTrue();

        requireParts();
        assertThat(server.bodyBytesSent()).isEqualTo(20_011);
    }

    /** THREATS TR7: a host that lacks it, or knows no ranges, is passed over. */
    @Test
    void the_next_source_is_asked_where_one_has_no_parts() throws Exception {
        try (RawServer without = new RawServer((request, wire) -> wire.status("404 Not Found"));
                RawServer whole = new RawServer(host::staticAnswer)) {
            assertThat(bring(without.uri(), whole.uri())).isFalse();
            assertThat(whole.bodyBytesSent()).isLessThanOrEqualTo(400_000);

            assertThat(bring(without.uri(), whole.uri(), server.uri())).isTrue();
        }
        requireParts();
    }

    @Test
    void a_host_that_breaks_off_each_time_is_done_without() throws Exception {
        server.answer((request, wire) -> {
            wire.head("206 Partial Content", "Content-Range: bytes 0-9/100000", "Content-Length: 10");
            wire.body(host.stored(object), 0, 5);
        });

        assertThat(bring(server.uri())).isFalse();
    }

    /** F3: as whole files do, what broke off goes on when the line is there again. */
    @Test
    void a_line_that_is_away_for_two_seconds_is_waited_for() throws Exception {
        AtomicLong away = new AtomicLong();
        server.answer((request, wire) -> {
            away.compareAndSet(0, System.nanoTime());
            if (System.nanoTime() - away.get() < 2_000_000_000L) {
                wire.reset();
            } else {
                ranges(request, wire);
            }
        });

        try (Parts parts = new Parts(object, List.of(server.uri()), Admitting.UNASKED, DownloadLimits.standard())) {
            assertThat(parts.bring(PARTS, folder, Progress.SILENT)).isTrue();
        }
        requireParts();
    }

    /** THREATS TR7: wrong bytes of one are no reason to do without the same bytes of another, nor to ask him again. */
    @Test
    void who_gave_wrong_bytes_is_not_asked_again_and_the_next_one_is() throws Exception {
        try (RawServer lying = new RawServer(this::ranges)) {
            try (Parts parts =
                    new Parts(object, List.of(lying.uri(), server.uri()), Admitting.UNASKED, QuickLimits.LIMITS)) {
                assertThat(parts.bring(PARTS, folder, Progress.SILENT)).isTrue();
                assertThat(server.requests()).isEmpty();
                for (Part part : PARTS) {
                    Files.delete(part.in(folder, object));
                }

                assertThat(parts.distrust()).isTrue();
                assertThat(parts.bring(PARTS, folder, Progress.SILENT)).isTrue();
                requireParts();
                assertThat(lying.requests()).hasSize(PARTS.size());

                assertThat(parts.distrust())
                        .as("whether a third one could be asked")
                        .isFalse();
                assertThat(parts.bring(PARTS, folder, Progress.SILENT)).isFalse();
            }
        }
    }
}

package jp.quickcare.launcher.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jp.quickcare.launcher.fetch.DownloadLimits;
import jp.quickcare.launcher.fetch.RawServer;
import jp.quickcare.launcher.verify.Sources.Repository;
import jp.quickcare.launcher.verify.Sources.Source;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.MetadataMissing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Few round trips: on a line of 30 ms each of them is felt. */
class HttpSourceIT {
    private static final int MAX_BYTES = 1_000;

    private final AtomicInteger timestamps = new AtomicInteger();
    private final CountDownLatch rootAsked = new CountDownLatch(1);
    private final CountDownLatch timestampAsked = new CountDownLatch(1);
    private volatile boolean newerRoot;
    private RawServer server;
    private Source source;

    @BeforeEach
    void serve() throws IOException {
        server = new RawServer(this::answer);
        source = new HttpSources(DownloadLimits.standard()).open(server.uri(), Repository.SITE);
    }

    @AfterEach
    void end() throws IOException {
        source.close();
        server.close();
    }

    private void answer(RawServer.Request request, RawServer.Wire wire) throws IOException {
        if (request.path().endsWith("/timestamp.json")) {
            String number = Integer.toString(timestamps.incrementAndGet());
            timestampAsked.countDown();
            // And it waits for the root: answered before, it would leave its connection to that.
            await(rootAsked);
            wire.head("200 OK", "Content-Length: 1", "ETag: \"" + number + "\"");
            wire.body(number.getBytes(StandardCharsets.US_ASCII));
        } else if (request.path().endsWith(".root.json")) {
            rootAsked.countDown();
            // A root that waits for the timestamp to be asked for: one after the other, there would be no end.
            await(timestampAsked);
            if (newerRoot) {
                wire.ok("application/json", "root".getBytes(StandardCharsets.US_ASCII));
            } else {
                wire.head("404 Not Found", "Content-Type: application/problem+json", "Content-Length: 2");
                wire.text("{}");
            }
        } else {
            wire.ok("application/json", "other".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void await(CountDownLatch asked) throws IOException {
        try {
            assertThat(asked.await(5, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private String fetch(String name) throws Exception {
        return new String(source.fetch(name, MAX_BYTES), StandardCharsets.US_ASCII);
    }

    /** TUF 5.3.3, 5.4.1 */
    @Test
    void the_timestamp_is_asked_for_along_with_the_next_root_and_no_connection_is_lost_to_an_answer_of_no()
            throws Exception {
        assertThatThrownBy(() -> fetch("2.root.json")).isInstanceOf(MetadataMissing.class);
        assertThat(fetch("timestamp.json")).isEqualTo("1");
        assertThat(source.entityTag("timestamp.json")).contains("\"1\"");
        assertThat(fetch("5.snapshot.json")).isEqualTo("other");
        try (Source release = new HttpSources(DownloadLimits.standard()).open(server.uri(), Repository.RELEASE)) {
            release.fetch("7.targets.json", MAX_BYTES);
        }
        assertThat(server.connections()).isEqualTo(2);
        assertThat(timestamps).hasValue(1);
    }

    /** What was asked for under the keys of an older root does not count, and neither does its entity tag. */
    @Test
    void behind_a_newer_root_the_timestamp_is_asked_for_anew() throws Exception {
        newerRoot = true;
        assertThat(fetch("2.root.json")).isEqualTo("root");
        newerRoot = false;
        assertThatThrownBy(() -> fetch("3.root.json")).isInstanceOf(MetadataMissing.class);
        assertThat(fetch("timestamp.json")).isEqualTo("2");
        assertThat(source.entityTag("timestamp.json")).contains("\"2\"");
    }

    @Test
    void a_timestamp_that_came_ahead_is_no_longer_than_it_may_be() {
        assertThatThrownBy(() -> fetch("2.root.json")).isInstanceOf(MetadataMissing.class);
        assertThatThrownBy(() -> source.fetch("timestamp.json", 0)).isInstanceOf(LengthException.class);
    }
}
